package dev.sluice.read;

import dev.sluice.client.search.ReadShard;
import dev.sluice.client.search.SearchException;
import dev.sluice.client.search.SearchTransport;
import dev.sluice.flow.Ticker;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shard as it was at one moment, kept by the server for as long as it is asked in time. Always
 * asks by the newest id, and takes nothing for an answer that is less than all. Whoever opened it
 * closes it. Thread-safe; each call blocks for one request at most.
 */
final class PointInTime implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(PointInTime.class);

  private static final int SMALL = 1 << 20;

  /** Looked at this often, it is extended before half of its time has passed. */
  private static final int TIMES_WITHIN = 4;

  private final SearchTransport transport;
  private final Duration keepAlive;
  private final Ticker ticker;
  private final AtomicBoolean extending = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile String id;
  private volatile long askedNanos;

  private PointInTime(SearchTransport transport, Duration keepAlive, Ticker ticker, String id) {
    this.transport = transport;
    this.keepAlive = keepAlive;
    this.ticker = ticker;
    this.id = id;
    askedNanos = ticker.nanos();
  }

  /**
   * Opens one on a shard, on the copy that the user prefers, or else on that of the shard's node as
   * long as that has one.
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
   * Searches it.
   *
   * @param most bytes of the reply to take
   * @throws SearchException if no reply came, or one that is less than all that was asked for
   */
  SearchReply search(SearchRequest request, int most) throws SearchException {
    long sentNanos = ticker.nanos();
    byte[] body = transport.search(request.toJson(id, keepAlive), most);
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

  /** How many documents of its shard match, exactly. */
  long count(ReadQuery query, ReadShard shard) throws SearchException {
    long total = search(SearchRequest.count(query, shard), SMALL).total();
    if (total < 0) {
      throw SearchException.of(
          SearchException.Kind.AGAIN, "the search did not return an exact hit count");
    }
    return total;
  }

  /** How long it may be before it has to be looked after. */
  Duration leisure() {
    return keepAlive.dividedBy(TIMES_WITHIN);
  }

  /**
   * Has the server keep it for longer if it was not asked for a while; whichever slice asks, it is
   * for all. One thread does so at a time.
   *
   * @return whether it did
   */
  boolean extend() throws SearchException {
    if (ticker.nanos() - askedNanos < leisure().toNanos()
        || !extending.compareAndSet(false, true)) {
      return false;
    }
    try {
      search(SearchRequest.extension(), SMALL);
      return true;
    } finally {
      extending.set(false);
    }
  }

  /** When the server was last asked and answered, by the ticker. */
  long askedNanos() {
    return askedNanos;
  }

  /** Closes it, once; if that fails, the server does when its time is up. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        transport.close(id);
      } catch (SearchException e) {
        if (e.kind() == SearchException.Kind.LOST) {
          return; // gone already
        }
        log.warn(
            "Could not close a point in time; it expires after {}: {}", keepAlive, e.getMessage());
      }
    }
  }
}
