package dev.sluice.hbase;

import dev.sluice.flow.ByteBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Between the thread that scans and the one that maps: rows up to a number of bytes, behind them
 * the end, or the failure that ended the scan. One thread puts, another takes.
 *
 * <p>Full, it makes the one that puts wait; empty, the one that takes; each only for as long as it
 * said, so that it can do what has to be done meanwhile. The bytes of a chunk are held until the
 * next is asked for.
 */
final class ChunkQueue {

  private static final Object END = new Object();

  private final ByteBudget budget;
  private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
  private Chunk taken;
  private boolean ended;

  ChunkQueue(ByteBudget budget) {
    this.budget = budget;
  }

  /** Whether the mapper would have to wait now. */
  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Puts rows, and so wakes who takes them. False if there was no room in time. */
  boolean offer(Chunk chunk, Duration wait) throws InterruptedException {
    if (!budget.tryAcquire(chunk.bytes(), wait)) {
      return false;
    }
    queue.add(chunk);
    return true;
  }

  /** Nothing will follow. */
  void end() {
    queue.add(END);
  }

  /** Nothing will follow, because of this. */
  void fail(IOException failure) {
    queue.add(failure);
  }

  /** Whether the end was taken. */
  boolean isEnded() {
    return ended;
  }

  /**
   * Takes rows; those taken before may not be used any more.
   *
   * @return empty if none came in time, or if this is the end
   * @throws IOException the failure that ended the scan, once everything before it was taken
   */
  Optional<Chunk> poll(Duration wait) throws IOException, InterruptedException {
    if (taken != null) {
      budget.release(taken.bytes());
      taken = null;
    }
    if (ended) {
      return Optional.empty();
    }
    Object next = queue.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    if (next instanceof IOException) {
      queue.add(next); // for who asks again
      throw (IOException) next;
    }
    if (next == END) {
      ended = true;
    } else {
      taken = (Chunk) next;
    }
    return Optional.ofNullable(taken);
  }
}
