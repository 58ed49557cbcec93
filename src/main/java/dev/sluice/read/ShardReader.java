package dev.sluice.read;

import dev.sluice.client.search.ReadShard;
import dev.sluice.client.search.SearchTransport;
import dev.sluice.config.DataSize;
import dev.sluice.flow.BoundedQueue;
import dev.sluice.flow.ByteBudget;
import dev.sluice.flow.Ticker;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a shard: every document of one moment, each exactly once, in no order to rely on. Used by
 * one thread, save for what says otherwise; whoever started it closes it.
 *
 * <p>The documents are those of a point in time that it opens. If the server loses that, nothing of
 * what was read can be joined with what a new one would bring, so that reading fails; so it does if
 * the number of documents is not the one that the point in time told.
 */
public final class ShardReader implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(ShardReader.class);

  private final SearchTransport transport;
  private final ReadShard shard;
  private final BoundedQueue<Page> queue;
  private final ReadThreads threads;
  private final SliceScheduler work;
  private final ReadCounts counts;
  private final Ticker ticker;
  private final long limit;
  private final long startNanos;
  private final Hit hit = new Hit();
  private Page page;
  private boolean ended;

  private ShardReader(
      SearchTransport transport,
      ReadShard shard,
      BoundedQueue<Page> queue,
      ReadThreads threads,
      SliceScheduler work,
      ReadCounts counts,
      Ticker ticker,
      long limit) {
    this.transport = transport;
    this.shard = shard;
    this.queue = queue;
    this.threads = threads;
    this.work = work;
    this.counts = counts;
    this.ticker = ticker;
    this.limit = limit;
    startNanos = ticker.nanos();
  }

  /** Starts to read. Does not block. */
  public static ShardReader start(
      SearchTransport transport,
      ReadShard shard,
      ReadQuery query,
      ReadOptions options,
      Ticker ticker) {
    BoundedQueue<Page> queue =
        new BoundedQueue<>(ByteBudget.of(DataSize.ofBytes(options.queueBytes())), Page::bytes);
    ReadThreads threads = new ReadThreads();
    ReadCounts counts = new ReadCounts();
    SliceScheduler work =
        new SliceScheduler(transport, shard, query, options, counts, queue, threads, ticker);
    ShardReader reader =
        new ShardReader(transport, shard, queue, threads, work, counts, ticker, options.limit);
    work.start();
    return reader;
  }

  /**
   * Goes on to the next document. Blocks for as long as it says.
   *
   * @return whether {@link #hit} is one; false if none came in time, or there are no more
   * @throws IOException if the shard cannot be read to its end, or did not bring as many documents
   *     as it has
   */
  public boolean next(Duration wait) throws IOException, InterruptedException {
    if (counts.documents() == limit) {
      ended = true; // what is under way is cut off when this is closed
      return false;
    }
    while (page != null || poll(wait)) {
      if (page.next(hit)) {
        counts.read();
        return true;
      }
      page = null;
    }
    return false;
  }

  private boolean poll(Duration wait) throws IOException, InterruptedException {
    if (ended) {
      return false;
    }
    long nanos = ticker.nanos();
    Optional<Page> next = queue.poll(wait);
    counts.waited(ticker.nanos() - nanos);
    if (queue.isEnded()) {
      ended = true;
      checkTotal();
    }
    page = next.orElse(null);
    return page != null;
  }

  private void checkTotal() throws IOException {
    if (counts.documents() != work.total()) {
      throw new IOException(
          "The point in time on "
              + shard
              + " has "
              + work.total()
              + " documents, but "
              + counts.documents()
              + " were read: the result is incomplete");
    }
  }

  /** The document that it stands on. */
  public Hit hit() {
    return hit;
  }

  /** Whether every document was handed over, or as many as are wanted. */
  public boolean isEnded() {
    return ended;
  }

  /** How much of the shard was handed over, from 0 to 1. Thread-safe. */
  public float progress() {
    long total = Math.min(work.total(), limit);
    if (total <= 0) {
      return total < 0 ? 0 : 1;
    }
    return Math.min(1, (float) counts.documents() / total);
  }

  /** How many nanoseconds ago the server last answered. Thread-safe. */
  public long nanosSinceAnswer() {
    return ticker.nanos() - work.askedNanos(startNanos);
  }

  /** What was done so far; goes on to move. */
  public ReadCounts counts() {
    return counts;
  }

  /**
   * Cuts off what is under way, waits for the threads, and closes the point in time. Thread-safe;
   * the second time does nothing.
   */
  @Override
  public void close() {
    transport.abort();
    if (!threads.stop()) {
      log.warn(
          "The reader threads of {} did not stop in time; they end with the task's JVM", shard);
    }
    work.close();
  }
}
