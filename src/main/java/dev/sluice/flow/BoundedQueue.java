package dev.sluice.flow;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * A queue with a limit in bytes between the threads that read and the thread that maps. It carries
 * items, then the end or the failure that ended reading. Any thread can add items; one thread takes
 * them.
 *
 * <p>If the queue is full, a thread that adds waits; if it is empty, the thread that takes waits.
 * Each wait has a time limit, so that the thread can do other work in between. The bytes of an item
 * are released when the next item is requested.
 *
 * @param <T> the type of items
 */
public final class BoundedQueue<T> {

  private final ByteBudget budget;
  private final ToLongFunction<T> bytes;
  private final BlockingQueue<Entry<T>> queue = new LinkedBlockingQueue<>();
  private T taken;
  private boolean ended;

  /**
   * Creates an empty queue.
   *
   * @param bytes the size of an item in the budget; must not change for an item
   */
  public BoundedQueue(ByteBudget budget, ToLongFunction<T> bytes) {
    this.budget = budget;
    this.bytes = bytes;
  }

  /** Whether the taking thread would have to wait now. */
  public boolean isEmpty() {
    return queue.isEmpty();
  }

  /**
   * Adds an item and wakes the taking thread. Blocks for at most {@code wait}.
   *
   * @return false if there was no room in time
   */
  public boolean offer(T item, Duration wait) throws InterruptedException {
    if (!budget.tryAcquire(bytes.applyAsLong(item), wait)) {
      return false;
    }
    queue.add(new Entry<>(item, null));
    return true;
  }

  /** Ends the queue: no more items follow. */
  public void end() {
    queue.add(new Entry<>(null, null));
  }

  /** Ends the queue with a failure. */
  public void fail(IOException failure) {
    queue.add(new Entry<>(null, failure));
  }

  /** Whether the end was taken. For the taking thread. */
  public boolean isEnded() {
    return ended;
  }

  /**
   * Takes an item; the item taken before must not be used any more. Blocks for at most {@code
   * wait}.
   *
   * @return empty if no item came in time, or at the end
   * @throws IOException the failure that ended reading, after all items before it were taken
   */
  public Optional<T> poll(Duration wait) throws IOException, InterruptedException {
    if (taken != null) {
      budget.release(bytes.applyAsLong(taken));
      taken = null;
    }
    if (ended) {
      return Optional.empty();
    }
    Entry<T> next = queue.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    if (next == null) {
      return Optional.empty();
    }
    if (next.failure != null) {
      queue.add(next); // for the next call
      throw next.failure;
    }
    ended = next.item == null;
    taken = next.item;
    return Optional.ofNullable(taken);
  }

  /** An item, a failure, or neither for the end. */
  private static final class Entry<T> {
    private final T item;
    private final IOException failure;

    Entry(T item, IOException failure) {
      this.item = item;
      this.failure = failure;
    }
  }
}
