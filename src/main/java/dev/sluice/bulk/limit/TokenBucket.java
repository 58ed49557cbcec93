package dev.sluice.bulk.limit;

import java.util.concurrent.TimeUnit;

/**
 * A token bucket: tokens arrive at a constant rate, and a request takes as many as it costs. The
 * bucket begins empty, so the tokens taken never exceed the rate multiplied by the time. It holds a
 * limited number, so that a quiet period is not followed by a long burst. A request that costs more
 * than the bucket holds is sent when the bucket is full; the bucket then owes the rest, and later
 * requests wait for it. Time is passed in. Guarded by the engine's lock.
 */
final class TokenBucket {

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final double LONGEST_WAIT = TimeUnit.DAYS.toNanos(1);

  /** Smaller differences are rounding errors. */
  private static final double NOTHING = 1e-6;

  private double perSecond = Double.POSITIVE_INFINITY;
  private double most;
  private double level;
  private long at;

  /**
   * Changes the rate from now on; tokens that have arrived stay.
   *
   * @param tokensPerSecond infinite for no limit
   * @param capacity the number of tokens that the bucket holds
   */
  void change(double tokensPerSecond, double capacity, long now) {
    level = level(now);
    at = now;
    perSecond = tokensPerSecond;
    most = capacity;
    level = Math.min(level, most);
  }

  /** Nanoseconds until a request of this cost may be sent. */
  long waitNanos(long cost, long now) {
    if (isUnlimited()) {
      return 0;
    }
    double missing = Math.min((double) cost, most) - level(now);
    return missing <= NOTHING
        ? 0
        : (long) Math.min(LONGEST_WAIT, Math.ceil(missing / perSecond * NANOS));
  }

  /** Adds the tokens of a time in which nobody used them; the bucket overflows as usual. */
  void credit(long nanos, long now) {
    if (!isUnlimited()) {
      level = Math.min(most, level(now) + nanos / NANOS * perSecond);
      at = now;
    }
  }

  /** The time in which the tokens of the bucket arrived; negative if it owes some. */
  long unspentNanos(long now) {
    return isUnlimited() ? Long.MAX_VALUE : (long) (level(now) / perSecond * NANOS);
  }

  /** Takes the tokens of a request that is sent. */
  void take(long cost, long now) {
    if (!isUnlimited()) {
      level = level(now) - cost;
      at = now;
    }
  }

  private double level(long now) {
    return isUnlimited() ? level : Math.min(most, level + (now - at) / NANOS * perSecond);
  }

  private boolean isUnlimited() {
    return perSecond == Double.POSITIVE_INFINITY;
  }
}
