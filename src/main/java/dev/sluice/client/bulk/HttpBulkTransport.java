package dev.sluice.client.bulk;

import dev.sluice.bulk.BulkReply;
import dev.sluice.bulk.BulkRequest;
import dev.sluice.bulk.BulkTransport;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.CallException;
import dev.sluice.client.http.ChunkedBytes;
import dev.sluice.client.http.ErrorReader;
import dev.sluice.client.http.HttpExecutor;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.HttpResponse;
import dev.sluice.client.http.InFlightCalls;
import dev.sluice.client.http.NodeAddress;
import dev.sluice.client.http.Nodes;
import dev.sluice.client.http.RetryAfter;
import dev.sluice.client.index.SourceKeeping;
import dev.sluice.client.lanes.LaneAddresses;
import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPOutputStream;

/** Sends bulk requests as raw bytes over HTTP, each once. Thread-safe. */
public final class HttpBulkTransport implements BulkTransport {

  private static final String BULK =
      "/_bulk?filter_path=took,errors,items.*.status,items.*.result,items.*.error,"
          + "items.*.failure_store&timeout=";

  private final HttpExecutor caller;
  private final Nodes nodes;
  private final Discovery discovery;
  private final LaneAddresses lanes;
  private final Ticker ticker;
  private final EarlyItems early;
  private final String bulk;
  private final InFlightCalls running = new InFlightCalls();
  private final ConcurrentMap<String, Optional<BulkError>> keeping = new ConcurrentHashMap<>();
  private final ConcurrentMap<NodeAddress, LongAdder> sent = new ConcurrentHashMap<>();

  public HttpBulkTransport(
      HttpExecutor caller,
      Nodes nodes,
      Discovery discovery,
      LaneAddresses lanes,
      Ticker ticker,
      Duration timeout) {
    this.caller = caller;
    this.nodes = nodes;
    this.discovery = discovery;
    this.lanes = lanes;
    this.ticker = ticker;
    early = new EarlyItems(discovery, ticker);
    // The server must report a missing shard before the client stops waiting.
    bulk = BULK + Math.max(1, timeout.toMillis() * 3 / 4) + "ms";
  }

  @Override
  public BulkReply send(BulkRequest request) {
    HttpRequest call = HttpRequest.of("POST", bulk);
    try {
      call =
          request.gzip()
              ? call.body(compressed(request), HttpRequest.NDJSON)
                  .header("Content-Encoding", "gzip")
              : call.body(plain(request), HttpRequest.NDJSON);
    } catch (IOException e) {
      return BulkReply.notSent("the request could not be compressed: " + e.getMessage());
    }
    BulkReply reply =
        exchange(request, call, answer -> BulkReplyReader.read(answer.body(), request.items()));
    return reply.isRefusalOfContent() && early.arePossible() ? reply.perhapsInPart() : reply;
  }

  /** The request body bytes sent to each node, by node name. */
  Map<String, Long> bytesByNode() {
    Map<String, Long> bytes = new TreeMap<>();
    sent.forEach((node, sum) -> bytes.merge(discovery.nameOf(node), sum.sum(), Long::sum));
    return bytes;
  }

  @Override
  public BulkReply compare(BulkRequest request) {
    ChunkedBytes body = new ChunkedBytes();
    try {
      request.writeDocumentsTo(body);
    } catch (IOException e) {
      return BulkReply.notSent("the request could not be written: " + e.getMessage());
    }
    HttpRequest call = HttpRequest.of("POST", "/_mget").body(body, HttpRequest.JSON);
    List<MultiGetReader> read = new ArrayList<>(1);
    BulkReply reply =
        exchange(
            request,
            call,
            answer -> {
              read.add(MultiGetReader.read(answer.body(), request));
              return read.get(0).reply();
            });
    return read.isEmpty() ? reply : judge(request, read.get(0));
  }

  /**
   * Adds to each document with another source the reason why it may still be the document that was
   * sent.
   */
  private BulkReply judge(BulkRequest request, MultiGetReader read) {
    try {
      for (Map.Entry<Integer, String> other : read.others().entrySet()) {
        Optional<BulkError> doubt =
            request.hasPipeline(other.getKey())
                ? Optional.of(doubt("its ingest pipeline may have changed the document"))
                : keeping(request, other.getValue());
        doubt.ifPresent(why -> read.doubt(other.getKey(), why));
      }
      return read.reply();
    } catch (CallException e) {
      return BulkReply.unknown(e.getMessage());
    }
  }

  /** Why an index may return a source other than the one sent; queried once for each index. */
  private Optional<BulkError> keeping(BulkRequest request, String index) throws CallException {
    Optional<BulkError> known = keeping.get(index);
    if (known != null) {
      return known;
    }
    NodeAddress node = nodes.nextOr(lanes.addressOf(request.lane()));
    Optional<BulkError> found =
        caller.call(node, SourceKeeping.question(index), answer -> keeping(index, answer), running);
    keeping.put(index, found);
    return found;
  }

  private static Optional<BulkError> keeping(String index, HttpResponse answer) throws IOException {
    if (answer.isOk()) {
      return SourceKeeping.doubt(index, JsonTree.read(answer)).map(HttpBulkTransport::doubt);
    }
    String why = answer.status() + ", " + ErrorReader.ofReply(answer.status(), answer);
    if (answer.status() == 429 || answer.status() >= 500) {
      throw new IOException("reading the _source settings of index " + index + ": " + why);
    }
    return Optional.of(doubt("the _source settings of index " + index + " cannot be read: " + why));
  }

  private static BulkError doubt(String why) {
    return BulkError.of("source_not_verbatim", why);
  }

  private BulkReply exchange(
      BulkRequest request, HttpRequest call, HttpResponse.Reader<BulkReply> reader) {
    if (!running.isAborted()) {
      discovery.refresh();
      lanes.refresh();
    }
    NodeAddress node = nodes.nextOr(lanes.addressOf(request.lane()));
    sent.computeIfAbsent(node, first -> new LongAdder()).add(call.body.length());
    try {
      return caller.call(
          node, call, answer -> judge(request.lane(), node, answer, reader), running);
    } catch (CallException e) {
      nodes.failed(node);
      lanes.failed(request.lane());
      return failed(e);
    }
  }

  private BulkReply judge(
      int lane, NodeAddress node, HttpResponse answer, HttpResponse.Reader<BulkReply> reader)
      throws IOException {
    if (answer.status() == 200) {
      BulkReply reply = reader.read(answer);
      nodes.answered(node);
      if (reply.hasItemOf(503)) {
        lanes.failed(lane); // its shards may have moved
      }
      return reply;
    }
    if (answer.status() >= 502 && answer.status() <= 504) {
      nodes.failed(node);
      lanes.failed(lane);
    } else {
      nodes.answered(node);
    }
    return BulkReply.refused(
        answer.status(),
        ErrorReader.ofReply(answer.status(), answer),
        RetryAfter.of(answer, ticker));
  }

  private static BulkReply failed(CallException e) {
    switch (e.outcome()) {
      case NOT_SENT:
        return BulkReply.notSent(e.getMessage());
      case UNKNOWN:
        return BulkReply.unknown(e.getMessage());
      case HOPELESS:
        return BulkReply.hopeless(e.getMessage());
    }
    throw new AssertionError(e.outcome());
  }

  private static HttpRequest.Body plain(BulkRequest request) {
    return new HttpRequest.Body() {
      @Override
      public long length() {
        return request.contentLength();
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        request.writeTo(out);
      }
    };
  }

  /** Compresses the body completely before it is sent, so that its length is known. */
  private static HttpRequest.Body compressed(BulkRequest request) throws IOException {
    ChunkedBytes body = new ChunkedBytes();
    try (OutputStream out = new GZIPOutputStream(body, 8192)) {
      request.writeTo(out);
    }
    return body;
  }

  @Override
  public void abort() {
    running.abort();
  }
}
