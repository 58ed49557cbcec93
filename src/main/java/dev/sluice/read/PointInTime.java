package dev.sluice.read;

import dev.sluice.client.search.ReadShard;
import dev.sluice.client.search.SearchException;
import dev.sluice.client.search.SearchTransport;
import dev.sluice.flow.Ticker;
import dev.sluice.json.ByteSlice;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A point in time of one shard, which the server keeps while it is used or extended. It always uses
 * the newest id and never accepts a partial result. The opener closes it. Thread-safe; each call
 * blocks for at most one request.
 */
final class PointInTime implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(PointInTime.class);

  private static final int SMALL = 1 << 20;

  /** Checked this often, it is extended before half of its keep-alive has passed. */
  private static final int TIMES_WITHIN = 4;

  private final SearchTransport transport;
  private final Duration keepAlive;
  private final Ticker ticker;
  private final AtomicBoolean extending = new AtomicBoolean();
  private volatile String id;
  private volatile long askedNanos;
  private boolean closed;

  private PointInTime(SearchTransport transport, Duration keepAlive, Ticker ticker, String id) {
    this.transport = transport;
    this.keepAlive = keepAlive;
    this.ticker = ticker;
    this.id = id;
    askedNanos = ticker.nanos();
  }

  /**
   * Opens a point in time on a shard: on the copy that the user prefers, otherwise on the shard's
   * planned node while it has a copy.
   */
  static PointInTime open(
      SearchTransport transport, ReadShard shard, ReadOptions options, Ticker ticker)
      throws SearchException {
    String copy = shard.nodeId().map(node -> "|_prefer_nodes:" + node).orElse("");
    String preference =
        "_shards:" + shard.number() + options.preference().map(own -> "|" + own).orElse(copy);
    return new PointInTime(
        transport,
        options.keepAlive,
        ticker,
        transport.open(shard.index(), preference, options.keepAlive));
  }

  /**
   * Searches the point in time.
   *
   * @param memory the maximum memory for the reply in bytes
   * @param expected its probable size
   * @param arrays makes its array
   * @throws SearchException if there is no reply, or the result is partial
   */
  SearchReply search(SearchRequest request, int memory, int expected, IntFunction<byte[]> arrays)
      throws SearchException {
    long sentNanos = ticker.nanos();
    ByteSlice body = transport.search(request.toJson(id, keepAlive), memory, expected, arrays);
    SearchReply reply;
    try {
      reply = SearchReply.read(body);
    } catch (IOException e) {
      throw SearchException.of(SearchException.Kind.AGAIN, e.getMessage());
    }
    id = reply.pit();
    askedNanos = sentNanos;
    if (!reply.failure().isEmpty()) {
      throw SearchException.of(
          SearchException.Kind.AGAIN, "incomplete search result: " + reply.failure());
    }
    return reply;
  }

  /** The exact number of matching documents of the shard. */
  long count(ReadQuery query, ReadShard shard) throws SearchException {
    long total = search(SearchRequest.count(query, shard), SMALL, 0, byte[]::new).total();
    if (total < 0) {
      throw SearchException.of(
          SearchException.Kind.AGAIN, "the search did not return an exact hit count");
    }
    return total;
  }

  /** How long it can be left unchecked. */
  Duration leisure() {
    return keepAlive.dividedBy(TIMES_WITHIN);
  }

  /**
   * Extends the point in time if it was not used for a while; one extension serves all slices. One
   * thread does so at a time.
   *
   * @return whether it was extended
   */
  boolean extend() throws SearchException {
    if (ticker.nanos() - askedNanos < leisure().toNanos()
        || !extending.compareAndSet(false, true)) {
      return false;
    }
    try {
      search(SearchRequest.extension(), SMALL, 0, byte[]::new);
      return true;
    } finally {
      extending.set(false);
    }
  }

  /** When the server last replied, by the ticker. */
  long askedNanos() {
    return askedNanos;
  }

  /**
   * Closes the point in time. A call after a failed one, as of an interrupted thread, tries again;
   * if all fail, the server closes it after the keep-alive.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    try {
      transport.close(id);
      closed = true;
    } catch (SearchException e) {
      closed = e.kind() == SearchException.Kind.LOST; // already gone
      if (!closed && !Thread.currentThread().isInterrupted()) {
        log.warn(
            "Could not close a point in time; it expires after {}: {}", keepAlive, e.getMessage());
      }
    }
  }
}
