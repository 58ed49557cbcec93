package dev.sluice.flow;

import java.time.Duration;

/**
 * Exponential backoff with full jitter: the n-th wait is drawn evenly from zero to {@code min(cap,
 * base × 2ⁿ)}, which spreads many clients better than any fixed wait. Immutable; chance is a
 * parameter.
 *
 * <p>Source of the formula: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
public final class Backoff {

  private final long baseNanos;
  private final long capNanos;

  private Backoff(long baseNanos, long capNanos) {
    this.baseNanos = baseNanos;
    this.capNanos = capNanos;
  }

  /**
   * A backoff.
   *
   * @param base the most that the first wait can be
   * @param cap the most that any wait can be
   */
  public static Backoff between(Duration base, Duration cap) {
    return new Backoff(base.toNanos(), cap.toNanos());
  }

  /** The most that any wait can be, in nanoseconds. */
  public long capNanos() {
    return capNanos;
  }

  /**
   * How long to wait.
   *
   * @param failures how many failures went before, from 1 on
   * @param random drawn evenly from 0 (included) to 1 (excluded)
   * @return nanoseconds, 0 or more
   */
  public long delayNanos(int failures, double random) {
    int doublings = Math.min(Math.max(failures - 1, 0), 30);
    double most = Math.min((double) capNanos, (double) baseNanos * (1L << doublings));
    return (long) (most * random);
  }
}
