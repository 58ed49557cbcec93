package dev.sluice.client.cluster;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.client.http.CallException;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.ErrorReader;
import dev.sluice.client.http.HttpExecutor;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.HttpResponse;
import dev.sluice.client.http.InFlightCalls;
import dev.sluice.client.http.NodeAddress;
import dev.sluice.client.http.Nodes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends a request of the control plane to whichever node answers. Goes on to the next node where
 * nothing was sent, or where asking twice does no harm, and says of each what came back if none
 * answers. Thread-safe.
 */
public final class NodeFailover {

  private final HttpExecutor caller;
  private final Nodes nodes;
  private final InFlightCalls running;
  private final ErrorAdvice refusal;

  public NodeFailover(
      HttpExecutor caller, Nodes nodes, InFlightCalls running, ErrorAdvice refusal) {
    this.caller = caller;
    this.nodes = nodes;
    this.running = running;
    this.refusal = refusal;
  }

  /**
   * Asks, and reads an answer of any status.
   *
   * @throws ElasticsearchException if no node answered
   */
  public <T> T exchange(HttpRequest call, HttpResponse.Reader<T> reader)
      throws ElasticsearchException {
    List<String> attempts = new ArrayList<>();
    CallException last = null;
    for (NodeAddress node : nodes.inOrder()) {
      try {
        T value = caller.call(node, call, reader, running);
        nodes.answered(node);
        return value;
      } catch (CallException e) {
        if (!call.most().isPresent()) {
          nodes.failed(node); // not for being too slow for what is wanted at once
        }
        attempts.add(e.getMessage());
        last = e;
        if (e.outcome() == CallException.Outcome.UNKNOWN && !call.isSafe()) {
          break;
        }
      }
    }
    throw new ElasticsearchException(
        0, "", "No Elasticsearch node answered. Tried " + String.join("; ", attempts), last);
  }

  /**
   * Asks, and reads an answer of success.
   *
   * @throws ElasticsearchException if no node answered, or one refused
   */
  public <T> T ask(HttpRequest call, HttpResponse.Reader<T> reader) throws ElasticsearchException {
    return ask(call.toString(), call, reader);
  }

  /**
   * Asks, and reads an answer of success.
   *
   * @param what what is tried, for the message of a refusal
   * @throws ElasticsearchException if no node answered, or one refused
   */
  public <T> T ask(String what, HttpRequest call, HttpResponse.Reader<T> reader)
      throws ElasticsearchException {
    Outcome<T> outcome =
        exchange(
            call,
            answer ->
                answer.isOk()
                    ? new Outcome<>(reader.read(answer), null, answer.status())
                    : new Outcome<T>(
                        null, ErrorReader.ofReply(answer.status(), answer), answer.status()));
    if (outcome.error != null) {
      throw refusal.of(what, outcome.status, outcome.error);
    }
    return outcome.value;
  }

  /** Asks one node alone. */
  <T> T askOne(NodeAddress node, HttpRequest call, HttpResponse.Reader<T> reader)
      throws IOException {
    return caller.call(node, call, reader, running);
  }

  private static final class Outcome<T> {
    private final T value;
    private final BulkError error;
    private final int status;

    Outcome(T value, BulkError error, int status) {
      this.value = value;
      this.error = error;
      this.status = status;
    }
  }
}
