package dev.sluice.flow;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Times the retries of one operation: exponential backoff until a time limit, counted from the
 * first failure. The last try is made exactly at the time limit, because a server may have
 * recovered by then. Not thread-safe.
 */
public final class RetryTimer {

  private final Backoff backoff;
  private final long patienceNanos;
  private final Ticker ticker;
  private int failures;
  private long firstNanos;

  /** Creates a timer for an operation that has not failed yet. */
  public RetryTimer(Backoff backoff, Duration patience, Ticker ticker) {
    this.backoff = backoff;
    this.patienceNanos = patience.toNanos();
    this.ticker = ticker;
  }

  /** Records a failure. */
  public void failed() {
    if (failures++ == 0) {
      firstNanos = ticker.nanos();
    }
  }

  /** The number of failures. */
  public int failures() {
    return failures;
  }

  /** Whether the time limit is exceeded. */
  public boolean isOver() {
    return failures > 0 && leftNanos() <= 0;
  }

  private long leftNanos() {
    return patienceNanos - (ticker.nanos() - firstNanos);
  }

  /**
   * Waits before the next try. Blocks.
   *
   * @param least the wait that the server asked for; zero if none
   * @param most the maximum wait, whatever the backoff is
   */
  public void pause(Duration least, Duration most) throws InterruptedException {
    double random = ThreadLocalRandom.current().nextDouble();
    long wanted = Math.max(backoff.delayNanos(failures, random), least.toNanos());
    long bound = Math.min(most.toNanos(), Math.max(0, leftNanos()));
    ticker.sleep(Duration.ofNanos(Math.min(wanted, bound)));
  }
}
