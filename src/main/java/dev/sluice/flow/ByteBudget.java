package dev.sluice.flow;

import dev.sluice.config.DataSize;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the bytes held between a producing and a consuming thread. Requests are served in order,
 * so that small requests cannot starve a large one. A request larger than the budget waits until
 * nothing else is held and then proceeds alone. Thread-safe.
 */
public final class ByteBudget {

  private final int most;
  private final Semaphore free;

  private ByteBudget(int most) {
    this.most = most;
    this.free = new Semaphore(most, true);
  }

  /**
   * Creates a budget with nothing held.
   *
   * @param most from 1 byte to 2 GB minus 1 byte
   */
  public static ByteBudget of(DataSize most) {
    if (most.bytes() < 1 || most.bytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a byte budget must be 1b to 2147483647b, not " + most);
    }
    return new ByteBudget((int) most.bytes());
  }

  /**
   * Takes bytes from the budget. Blocks until they are available.
   *
   * @param bytes at least 0
   * @throws InterruptedException if the thread is interrupted; nothing is taken then
   */
  public void acquire(long bytes) throws InterruptedException {
    free.acquire(charge(bytes));
  }

  /**
   * Takes bytes from the budget. Blocks for at most {@code wait}.
   *
   * @param bytes at least 0
   * @return false if they did not become available; nothing is taken then
   * @throws InterruptedException if the thread is interrupted; nothing is taken then
   */
  public boolean tryAcquire(long bytes, Duration wait) throws InterruptedException {
    return free.tryAcquire(charge(bytes), wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Returns bytes to the budget and wakes waiting threads. Does not block.
   *
   * @param bytes the number of bytes taken in one call
   */
  public void release(long bytes) {
    free.release(charge(bytes));
  }

  /** The bytes held now; for a request larger than the budget, the size of the budget. */
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
