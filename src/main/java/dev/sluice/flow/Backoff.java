package dev.sluice.flow;

import java.time.Duration;

/**
 * Exponential backoff with full jitter: the n-th wait is uniformly distributed between zero and
 * {@code min(cap, base × 2ⁿ)}, which spreads many clients better than a fixed wait. Immutable; the
 * random number is a parameter.
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
   * Creates a backoff.
   *
   * @param base the maximum of the first wait
   * @param cap the maximum of any wait
   */
  public static Backoff between(Duration base, Duration cap) {
    return new Backoff(base.toNanos(), cap.toNanos());
  }

  /** The maximum wait, in nanoseconds. */
  public long capNanos() {
    return capNanos;
  }

  /**
   * The wait before the next retry.
   *
   * @param failures the number of failures so far, at least 1
   * @param random uniformly distributed, from 0 (inclusive) to 1 (exclusive)
   * @return nanoseconds, at least 0
   */
  public long delayNanos(int failures, double random) {
    int doublings = Math.min(Math.max(failures - 1, 0), 30);
    double most = Math.min((double) capNanos, (double) baseNanos * (1L << doublings));
    return (long) (most * random);
  }
}
