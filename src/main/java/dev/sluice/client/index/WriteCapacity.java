package dev.sluice.client.index;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexing-pressure limit of the data nodes: by default 10 % of each heap ({@code
 * indexing_pressure.memory.limit}). A request counts on every node that processes it, so the sum is
 * an upper bound.
 */
public final class WriteCapacity {

  private static final Logger log = LoggerFactory.getLogger(WriteCapacity.class);

  private static final String STATS =
      "/_nodes/data:true/stats/indexing_pressure"
          + "?filter_path=nodes.*.indexing_pressure.memory.limit_in_bytes";

  private WriteCapacity() {}

  /** The sum over the nodes, in bytes; empty if unknown. */
  public static OptionalLong ask(NodeFailover control) {
    try {
      JsonTree nodes = control.ask(HttpRequest.get(STATS), JsonTree::read).at("nodes");
      long sum = 0;
      for (String node : nodes.fields().keySet()) {
        sum += nodes.at(node, "indexing_pressure", "memory", "limit_in_bytes").number().orElse(0);
      }
      return sum > 0 ? OptionalLong.of(sum) : OptionalLong.empty();
    } catch (ElasticsearchException e) {
      log.info("The indexing-pressure limit of the data nodes is unknown: {}", e.getMessage());
      return OptionalLong.empty();
    }
  }
}
