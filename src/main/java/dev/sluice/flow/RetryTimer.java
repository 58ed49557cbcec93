package dev.sluice.flow;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The waits between the tries of one operation: exponential backoff, until it has failed for too
 * long in all, counted from its first failure. The last try is at the very end of that time, since
 * a server may be back by then. For one operation and one thread.
 */
public final class RetryTimer {

  private final Backoff backoff;
  private final long patienceNanos;
  private final Ticker ticker;
  private int failures;
  private long firstNanos;

  /** A timer for an operation that has not failed yet. */
  public RetryTimer(Backoff backoff, Duration patience, Ticker ticker) {
    this.backoff = backoff;
    this.patienceNanos = patience.toNanos();
    this.ticker = ticker;
  }

  /** Counts a failure. */
  public void failed() {
    if (failures++ == 0) {
      firstNanos = ticker.nanos();
    }
  }

  /** How many failures there were. */
  public int failures() {
    return failures;
  }

  /** Whether it has failed for so long that it should not be tried again. */
  public boolean isOver() {
    return failures > 0 && leftNanos() <= 0;
  }

  private long leftNanos() {
    return patienceNanos - (ticker.nanos() - firstNanos);
  }

  /**
   * Waits before the next try. Blocks.
   *
   * @param least how long the server asks to wait; zero if it does not say
   * @param most no longer than this, whatever the backoff is
   */
  public void pause(Duration least, Duration most) throws InterruptedException {
    double random = ThreadLocalRandom.current().nextDouble();
    long wanted = Math.max(backoff.delayNanos(failures, random), least.toNanos());
    long bound = Math.min(most.toNanos(), Math.max(0, leftNanos()));
    ticker.sleep(Duration.ofNanos(Math.min(wanted, bound)));
  }
}
