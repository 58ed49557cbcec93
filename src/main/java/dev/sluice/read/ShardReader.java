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
 * Reads a shard: every document as of one point in time, exactly once, in no particular order. Used
 * by one thread, except where stated otherwise. The creator closes it.
 *
 * <p>It opens a point in time. If the server loses that, the documents read cannot be combined with
 * those of a new one, so the read fails. It also fails if the number of documents differs from the
 * count of the point in time.
 */
public final class ShardReader implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(ShardReader.class);

  private final SearchTransport transport;
  private final ReadShard shard;
  private final BoundedQueue<Page> queue;
  private final PageArrays arrays;
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
      PageArrays arrays,
      ReadThreads threads,
      SliceScheduler work,
      ReadCounts counts,
      Ticker ticker,
      long limit) {
    this.transport = transport;
    this.shard = shard;
    this.queue = queue;
    this.arrays = arrays;
    this.threads = threads;
    this.work = work;
    this.counts = counts;
    this.ticker = ticker;
    this.limit = limit;
    startNanos = ticker.nanos();
  }

  /**
   * Starts reading. Does not block.
   *
   * @param arrays decides whether documents stay valid after the next one is read
   */
  public static ShardReader start(
      SearchTransport transport,
      ReadShard shard,
      ReadQuery query,
      ReadOptions options,
      PageArrays arrays,
      Ticker ticker) {
    BoundedQueue<Page> queue =
        new BoundedQueue<>(ByteBudget.of(DataSize.ofBytes(options.queueBytes())), Page::bytes);
    ReadThreads threads = new ReadThreads();
    ReadCounts counts = new ReadCounts();
    SliceScheduler work =
        new SliceScheduler(
            transport, shard, query, options, counts, queue, arrays, threads, ticker);
    ShardReader reader =
        new ShardReader(
            transport, shard, queue, arrays, threads, work, counts, ticker, options.limit);
    work.start();
    return reader;
  }

  /**
   * Moves to the next document. Blocks for at most {@code wait}.
   *
   * @return whether {@link #hit} is a document; false if none came in time, or at the end
   * @throws IOException if the shard cannot be read to its end, or the number of documents is wrong
   */
  public boolean next(Duration wait) throws IOException, InterruptedException {
    if (counts.documents() == limit) {
      ended = true; // close cancels the requests in flight
      return false;
    }
    while (page != null || poll(wait)) {
      if (page.next(hit)) {
        counts.read();
        return true;
      }
      page.giveArray(arrays);
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

  /** The current document. */
  public Hit hit() {
    return hit;
  }

  /** Whether all documents were returned, or as many as requested. */
  public boolean isEnded() {
    return ended;
  }

  /** The progress from 0 to 1. Thread-safe. */
  public float progress() {
    long total = Math.min(work.total(), limit);
    if (total <= 0) {
      return total < 0 ? 0 : 1;
    }
    return Math.min(1, (float) counts.documents() / total);
  }

  /** Nanoseconds since the server last replied. Thread-safe. */
  public long nanosSinceAnswer() {
    return ticker.nanos() - work.askedNanos(startNanos);
  }

  /** The counts so far; they continue to change. */
  public ReadCounts counts() {
    return counts;
  }

  /**
   * Cancels requests in flight, waits for the threads, and closes the point in time. Thread-safe; a
   * second call does nothing.
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
