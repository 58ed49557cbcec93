package dev.sluice.client.search;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.cluster.ErrorAdvice;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.CallException;
import dev.sluice.client.http.Distribution;
import dev.sluice.client.http.ErrorReader;
import dev.sluice.client.http.HttpExecutor;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.HttpResponse;
import dev.sluice.client.http.InFlightCalls;
import dev.sluice.client.http.Json;
import dev.sluice.client.http.NodeAddress;
import dev.sluice.client.http.Nodes;
import dev.sluice.client.http.ReplyTooLargeException;
import dev.sluice.client.http.RetryAfter;
import dev.sluice.flow.Ticker;
import dev.sluice.json.ByteSlice;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Sends searches as raw bytes over HTTP. Thread-safe. */
public final class HttpSearchTransport implements SearchTransport {

  private static final int SMALL = 1 << 20;

  private final HttpExecutor caller;
  private final Nodes nodes;
  private final Discovery discovery;
  private final ErrorAdvice refusal;
  private final Distribution distribution;
  private final String preferred;
  private final Ticker ticker;
  private final InFlightCalls running = new InFlightCalls();
  private final InFlightCalls brief = new InFlightCalls();

  /**
   * Creates a transport.
   *
   * @param distribution the kind of server
   * @param preferred the URL of the node to use while it answers; null for none
   */
  public HttpSearchTransport(
      HttpExecutor caller,
      Nodes nodes,
      Discovery discovery,
      ErrorAdvice refusal,
      Distribution distribution,
      String preferred,
      Ticker ticker) {
    this.caller = caller;
    this.nodes = nodes;
    this.discovery = discovery;
    this.refusal = refusal;
    this.distribution = distribution;
    this.preferred = preferred;
    this.ticker = ticker;
  }

  @Override
  public String open(String index, String preference, Duration keepAlive) throws SearchException {
    try {
      // If it were cancelled, the point in time might be open with an unknown id.
      HttpRequest call = distribution.openPointInTime(index, preference, keepAlive);
      return send(call, brief, this::idOf, this::adviceWithoutApi);
    } catch (SearchException e) {
      if (e.kind() == SearchException.Kind.LOST) {
        throw SearchException.of(SearchException.Kind.HOPELESS, e.getMessage()).because(e);
      }
      throw e;
    }
  }

  /** An error without a type of its own comes from the HTTP layer, or from a proxy. */
  private String adviceWithoutApi(Reply<?> reply) {
    boolean unknown = reply.status == 400 || reply.status == 404 || reply.status == 405;
    boolean plain = reply.error.type().equals("error") || reply.error.type().startsWith("http_");
    return unknown && plain
        ? ". The server has no API for a point in time: reading needs "
            + distribution
            + " "
            + distribution.oldestToRead()
            + " or later, and a proxy must allow this request"
        : "";
  }

  private String idOf(HttpResponse answer) throws IOException {
    return JsonTree.read(answer)
        .at(distribution.pointInTimeMember())
        .text()
        .orElseThrow(() -> Json.strange("it has no point in time id"));
  }

  @Override
  public ByteSlice search(String body, int memory, int expected, IntFunction<byte[]> arrays)
      throws SearchException {
    return send(
        HttpRequest.of("POST", "/_search?allow_partial_search_results=false").json(body),
        running,
        answer -> answer.whole(memory, expected, arrays));
  }

  @Override
  public byte[] ask(String path, String body, int most) throws SearchException {
    try {
      return send(HttpRequest.of("POST", path).json(body), running, answer -> answer.whole(most));
    } catch (SearchException e) {
      if (e.kind() == SearchException.Kind.LOST) { // no point in time is used
        throw SearchException.of(SearchException.Kind.HOPELESS, e.getMessage()).because(e);
      }
      throw e;
    }
  }

  @Override
  public void close(String id) throws SearchException {
    send(distribution.closePointInTime(id), brief, answer -> answer.bytes(SMALL));
  }

  private <T> T send(HttpRequest call, InFlightCalls owner, HttpResponse.Reader<T> reader)
      throws SearchException {
    return send(call, owner, reader, reply -> "");
  }

  private <T> T send(
      HttpRequest call,
      InFlightCalls owner,
      HttpResponse.Reader<T> reader,
      Function<Reply<?>, String> advice)
      throws SearchException {
    if (!owner.isAborted()) {
      discovery.refresh();
    }
    NodeAddress node = nodes.nextOr(Optional.ofNullable(preferred));
    try {
      Reply<T> reply = caller.call(node, call, answer -> read(node, answer, reader), owner);
      if (reply.error != null) {
        throw refused(node + ": " + call, reply, advice.apply(reply), owner == running);
      }
      return reply.value;
    } catch (CallException e) {
      throw failed(node, e);
    }
  }

  private <T> Reply<T> read(NodeAddress node, HttpResponse answer, HttpResponse.Reader<T> reader)
      throws IOException {
    if (answer.isOk()) {
      T value = reader.read(answer);
      nodes.answered(node);
      return new Reply<>(value, null, answer.status(), Duration.ZERO);
    }
    if (answer.status() >= 502 && answer.status() <= 504) {
      nodes.failed(node);
    } else {
      nodes.answered(node);
    }
    BulkError error = ErrorReader.ofSearch(answer.status(), answer);
    return new Reply<>(null, error, answer.status(), RetryAfter.of(answer, ticker));
  }

  private SearchException failed(NodeAddress node, CallException e) {
    if (e.getCause() instanceof ReplyTooLargeException) {
      nodes.answered(node);
      return SearchException.of(SearchException.Kind.TOO_LARGE, e.getMessage()).because(e);
    }
    nodes.failed(node);
    boolean hopeless = e.outcome() == CallException.Outcome.HOPELESS;
    return SearchException.of(
            hopeless ? SearchException.Kind.HOPELESS : SearchException.Kind.AGAIN, e.getMessage())
        .because(e);
  }

  private SearchException refused(String what, Reply<?> reply, String advice, boolean isSearch) {
    String words = refusal.of(what, reply.status, reply.error).getMessage() + advice;
    return SearchException.of(kind(reply, isSearch), words).retryAfter(reply.retryAfter);
  }

  private SearchException.Kind kind(Reply<?> reply, boolean isSearch) {
    int status = reply.status;
    if (status == 404 || (isSearch && distribution.isPointInTimeLost(status, reply.error.type()))) {
      return SearchException.Kind.LOST;
    }
    if (status == 429) {
      return SearchException.Kind.BUSY;
    }
    if (status >= 500 || status == 408) {
      return SearchException.Kind.AGAIN;
    }
    return SearchException.Kind.HOPELESS;
  }

  @Override
  public void abort() {
    running.abort();
  }

  private static final class Reply<T> {
    private final T value;
    private final BulkError error;
    private final int status;
    private final Duration retryAfter;

    Reply(T value, BulkError error, int status, Duration retryAfter) {
      this.value = value;
      this.error = error;
      this.status = status;
      this.retryAfter = retryAfter;
    }
  }
}
