package dev.sluice.flow;

import dev.sluice.config.DataSize;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many bytes are held between a thread that brings them and one that takes them away.
 * Who asks first is served first, so that a large request is not overtaken for ever by small ones;
 * one larger than the whole budget waits until nothing else is held, and is let in alone.
 * Thread-safe.
 */
public final class ByteBudget {

  private final int most;
  private final Semaphore free;

  private ByteBudget(int most) {
    this.most = most;
    this.free = new Semaphore(most, true);
  }

  /**
   * A budget with nothing held.
   *
   * @param most from 1 byte to 2 gb less a byte
   */
  public static ByteBudget of(DataSize most) {
    if (most.bytes() < 1 || most.bytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a byte budget must be 1b to 2147483647b, not " + most);
    }
    return new ByteBudget((int) most.bytes());
  }

  /**
   * Takes bytes from the budget. Blocks until they are there.
   *
   * @param bytes 0 or more
   * @throws InterruptedException if the thread was interrupted before or meanwhile; nothing is
   *     taken then
   */
  public void acquire(long bytes) throws InterruptedException {
    free.acquire(charge(bytes));
  }

  /**
   * Takes bytes from the budget if they are there soon enough. Blocks for that long at most.
   *
   * @param bytes 0 or more
   * @return false if they were not; nothing is taken then
   * @throws InterruptedException if the thread was interrupted before or meanwhile; nothing is
   *     taken then
   */
  public boolean tryAcquire(long bytes, Duration wait) throws InterruptedException {
    return free.tryAcquire(charge(bytes), wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Gives bytes back, and so wakes who waits for them. Does not block.
   *
   * @param bytes as many as were taken in one call
   */
  public void release(long bytes) {
    free.release(charge(bytes));
  }

  /** Bytes held now; of a request larger than the budget, the budget. */
  public long held() {
    return (long) most - free.availablePermits();
  }

  private int charge(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("the number of bytes must not be negative: " + bytes);
    }
    return (int) Math.min(bytes, most);
  }
}
