package dev.sluice.client.search;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NamePortions;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes indices before they are read, so that a search finds every acknowledged document, as a
 * get does.
 */
final class ReadRefresh {

  private static final Logger log = LoggerFactory.getLogger(ReadRefresh.class);

  private final NodeFailover control;

  ReadRefresh(NodeFailover control) {
    this.control = control;
  }

  /**
   * Refreshes as many indices as possible.
   *
   * @return the others: not permitted, read-only, or slower than the request timeout
   */
  List<String> refused(Collection<String> indices) {
    List<String> refused = new ArrayList<>();
    try {
      boolean all = true;
      for (String portion : NamePortions.of(indices)) {
        all &= isRefreshed(portion);
      }
      for (String index : indices) {
        if (!all && !isRefreshed(HttpRequest.part(index))) {
          refused.add(index);
        }
      }
      return refused;
    } catch (ElasticsearchException e) {
      log.debug("Reading without a refresh", e);
      return new ArrayList<>(indices);
    }
  }

  private boolean isRefreshed(String names) throws ElasticsearchException {
    try {
      JsonTree reply =
          control.ask(HttpRequest.of("POST", "/" + names + "/_refresh"), JsonTree::read);
      return reply.at("_shards", "failed").number().orElse(0) == 0;
    } catch (ElasticsearchException e) {
      if (e.status() == 0) {
        throw e; // the next one might take as long
      }
      log.debug("Reading without a refresh", e);
      return false;
    }
  }
}
