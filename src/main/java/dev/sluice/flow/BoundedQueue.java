package dev.sluice.flow;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * A queue bounded in bytes, between the threads that read and the one that maps: what was read, and
 * behind it the end, or the failure that ended the reading. Any thread puts, one takes.
 *
 * <p>Full, it makes those that put wait; empty, the one that takes; each only for as long as it
 * said, so that it can do what has to be done meanwhile. The bytes of what was taken are held until
 * the next is asked for. @param <T> what is handed over
 */
public final class BoundedQueue<T> {

  private final ByteBudget budget;
  private final ToLongFunction<T> bytes;
  private final BlockingQueue<Entry<T>> queue = new LinkedBlockingQueue<>();
  private T taken;
  private boolean ended;

  /**
   * Nothing yet.
   *
   * @param bytes how many bytes of the budget an item holds, always the same for one
   */
  public BoundedQueue(ByteBudget budget, ToLongFunction<T> bytes) {
    this.budget = budget;
    this.bytes = bytes;
  }

  /** Whether who takes would have to wait now. */
  public boolean isEmpty() {
    return queue.isEmpty();
  }

  /**
   * Puts an item, and so wakes who takes it. Blocks for as long as it says.
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

  /** Nothing will follow. */
  public void end() {
    queue.add(new Entry<>(null, null));
  }

  /** Nothing will follow, because of this. */
  public void fail(IOException failure) {
    queue.add(new Entry<>(null, failure));
  }

  /** Whether the end was taken. For the thread that takes. */
  public boolean isEnded() {
    return ended;
  }

  /**
   * Takes an item; the one taken before may not be used any more. Blocks for as long as it says.
   *
   * @return empty if none came in time, or if this is the end
   * @throws IOException the failure that ended the reading, once everything before it was taken
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
      queue.add(next); // for who asks again
      throw next.failure;
    }
    ended = next.item == null;
    taken = next.item;
    return Optional.ofNullable(taken);
  }

  /** An item, a failure, or neither, which is the end. */
  private static final class Entry<T> {
    private final T item;
    private final IOException failure;

    Entry(T item, IOException failure) {
      this.item = item;
      this.failure = failure;
    }
  }
}
