package dev.sluice.read;

import dev.sluice.client.search.ReadShard;
import dev.sluice.client.search.SearchTransport;
import dev.sluice.flow.BoundedQueue;
import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Schedules the slices of a read over its threads. The first thread opens the point in time, counts
 * its documents and starts the others, one for each slice. The last thread closes the point in time
 * and ends the queue. A failure is put into the queue. Thread-safe.
 */
final class SliceScheduler {

  /** Fewer documents than this are not worth a slice. */
  private static final long FEW = 1_000;

  private final SearchTransport transport;
  private final ReadShard shard;
  private final ReadQuery query;
  private final ReadOptions options;
  private final ReadCounts counts;
  private final BoundedQueue<Page> queue;
  private final PageArrays arrays;
  private final ReadThreads threads;
  private final Ticker ticker;
  private final AtomicInteger running = new AtomicInteger();
  private volatile PointInTime pit;
  private volatile long total = -1;

  SliceScheduler(
      SearchTransport transport,
      ReadShard shard,
      ReadQuery query,
      ReadOptions options,
      ReadCounts counts,
      BoundedQueue<Page> queue,
      PageArrays arrays,
      ReadThreads threads,
      Ticker ticker) {
    this.transport = transport;
    this.shard = shard;
    this.query = query;
    this.options = options;
    this.counts = counts;
    this.queue = queue;
    this.arrays = arrays;
    this.threads = threads;
    this.ticker = ticker;
  }

  /** The work of a thread. */
  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  private void start(Task task) {
    running.incrementAndGet();
    threads.start(() -> guarded(task));
  }

  private void guarded(Task task) {
    try {
      task.run();
      if (running.decrementAndGet() == 0) {
        close();
        queue.end();
      }
    } catch (IOException e) {
      queue.fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      queue.fail(new IOException("reading " + shard + " was interrupted", e));
    } catch (Throwable e) {
      queue.fail(new IOException("reading " + shard + " failed: " + e, e));
    }
  }

  /** Starts the first thread. */
  void start() {
    start(this::open);
  }

  private void open() throws IOException, InterruptedException {
    Retrier retrier = retrier();
    pit = retrier.on(() -> PointInTime.open(transport, shard, options, ticker), e -> false);
    total = retrier.on(() -> pit.count(query, shard), e -> false);
    int slices = (int) Math.min(options.streams, (total + FEW - 1) / FEW);
    for (int i = 0; i < slices; i++) {
      SliceReader slice = slice(i, slices);
      start(slice::run);
    }
  }

  private SliceReader slice(int number, int slices) {
    SearchRequest request = SearchRequest.page(query, shard).ofSlice(number, slices);
    long documents = Math.max(1, shard.documents().orElse(0));
    long mean = shard.bytes().orElse(0) / documents;
    PageSizer size = PageSizer.first(options.wantedPageBytes(), shard.window(), mean);
    return new SliceReader(pit, request, size, options, queue, arrays, retrier(), counts, ticker);
  }

  private Retrier retrier() {
    return new Retrier(shard.toString(), options, counts, ticker);
  }

  /** The exact number of documents; negative while unknown. */
  long total() {
    return total;
  }

  /** When the server last replied, by the ticker; the start time if it never did. */
  long askedNanos(long startNanos) {
    return pit == null ? startNanos : pit.askedNanos();
  }

  /** Closes the point in time after its threads have ended. */
  void close() {
    if (pit != null) {
      pit.close();
    }
  }
}
