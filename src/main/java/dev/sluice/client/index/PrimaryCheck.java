package dev.sluice.client.index;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.HttpResponse;

/**
 * Checks before a load that each shard of an index has a primary. Otherwise the server would let
 * every request wait for its whole timeout.
 */
public final class PrimaryCheck {

  /** A primary may still be starting, for example in a new index. */
  private static final String WAIT = "?wait_for_status=yellow&timeout=10s";

  private final NodeFailover control;

  public PrimaryCheck(NodeFailover control) {
    this.control = control;
  }

  /**
   * Checks all primaries. Blocks for some seconds if one is missing and may still start.
   *
   * @param index a concrete index
   * @throws ElasticsearchException if primaries are missing, with their number
   */
  public void check(String index) throws ElasticsearchException {
    if (missing(index) > 0) {
      await(index);
      long missing = missing(index);
      if (missing > 0) {
        throw new ElasticsearchException(
            503,
            "unavailable_shards_exception",
            "Index "
                + index
                + " is red: "
                + missing
                + (missing == 1 ? " primary shard is" : " primary shards are")
                + " not assigned and cannot be written. GET"
                + " _cluster/allocation/explain shows the reason; allocate them, or recreate the"
                + " index");
      }
    }
  }

  private void await(String index) throws ElasticsearchException {
    control.exchange(
        HttpRequest.get("/_cluster/health/" + HttpRequest.part(index) + WAIT),
        HttpResponse::status);
  }

  private long missing(String index) throws ElasticsearchException {
    String path = "/" + HttpRequest.part(index) + "/_search_shards?filter_path=shards";
    try {
      return control.ask(HttpRequest.get(path), JsonTree::read).at("shards").items().stream()
          .filter(copies -> copies.items().isEmpty())
          .count();
    } catch (ElasticsearchException e) {
      return 0; // without the privilege, the first bulk request will show it
    }
  }
}
