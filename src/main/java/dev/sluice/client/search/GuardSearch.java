package dev.sluice.client.search;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpExecutor;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.HttpResponse;
import dev.sluice.client.http.InFlightCalls;
import dev.sluice.client.http.Nodes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A search that stands for those of users, to measure its latency. Thread-safe. */
public final class GuardSearch {

  private static final int MOST_BYTES = 16 << 20;

  private final HttpExecutor caller;
  private final Nodes nodes;
  private final NodeFailover control;
  private final String index;
  private final String body;
  private final InFlightCalls running = new InFlightCalls();

  /**
   * Creates a search.
   *
   * @param index an index or alias
   * @param body the search request as JSON
   */
  public GuardSearch(
      HttpExecutor caller, Nodes nodes, NodeFailover control, String index, String body) {
    this.caller = caller;
    this.nodes = nodes;
    this.control = control;
    this.index = index;
    this.body = body;
  }

  /**
   * Searches once, and reads the reply. Blocks.
   *
   * @param timeout the maximum time
   * @throws IOException if there is no complete result in time
   */
  public void run(Duration timeout) throws IOException {
    JsonTree reply =
        caller.call(
            nodes.nextOr(Optional.empty()), request("").within(timeout), this::whole, running);
    if (reply.at("timed_out").isTrue() || reply.at("_shards", "failed").number().orElse(0) > 0) {
      throw new IOException("the search of " + index + " is incomplete");
    }
  }

  /**
   * Searches without documents, at submission.
   *
   * @return whether any document matches
   * @throws ElasticsearchException if the search is refused, with the server's reason
   */
  public boolean matches() throws ElasticsearchException {
    JsonTree reply = control.ask(request("&size=0&track_total_hits=1"), this::whole);
    return reply.at("hits", "total", "value").number().orElse(0) > 0;
  }

  /** A cached result would tell nothing about the load. */
  private HttpRequest request(String parameters) {
    return HttpRequest.of(
            "POST", "/" + HttpRequest.part(index) + "/_search?request_cache=false" + parameters)
        .json(body);
  }

  private JsonTree whole(HttpResponse answer) throws IOException {
    if (!answer.isOk()) {
      throw new IOException("the search of " + index + " failed with status " + answer.status());
    }
    return JsonTree.parse(answer.whole(MOST_BYTES));
  }

  /** Cancels a search in flight, and all later ones. */
  public void abort() {
    running.abort();
  }
}
