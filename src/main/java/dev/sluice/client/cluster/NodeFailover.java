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
 * Sends a control-plane request to the first node that answers. It tries the next node if nothing
 * was sent or the request is safe to repeat. If no node answers, the message lists the failure of
 * each. Thread-safe.
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
   * Sends a request and reads the reply, whatever its status.
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
          nodes.failed(node); // a short timeout of the request is not a failure of the node
        }
        attempts.add(e.getMessage());
        last = e;
        if (e.outcome() == CallException.Outcome.UNKNOWN && !call.isSafe()) {
          break;
        }
      }
    }
    throw new ElasticsearchException(
        0, "", "No node answered. Tried " + String.join("; ", attempts), last);
  }

  /**
   * Sends a request and reads a successful reply.
   *
   * @throws ElasticsearchException if no node answered, or a node refused
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

  /** Sends a request to one node only. */
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
