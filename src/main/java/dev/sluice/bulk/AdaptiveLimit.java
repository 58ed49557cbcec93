package dev.sluice.bulk;

import java.util.concurrent.TimeUnit;

/**
 * A concurrency limit that adapts to refusals (429). It doubles each round trip, and grows by half
 * of one after the first cut, while it is used to the full and nothing is refused; it is cut in
 * proportion to the share that was refused, once for all requests that were on their way together.
 * It rests for some round trips after a cut, does not grow while bytes take much longer than they
 * used to, and shrinks as far as one while requests fail otherwise, or take so long that they
 * mostly wait in queues; where refusals leave less than one, it makes the pauses between requests
 * longer. Guarded by the engine's lock.
 *
 * <p>The cut is that of DCTCP (RFC 8257): by half the share refused, smoothed over the answers. The
 * constants are those with which the simulated fleets of the tests wrote the most, with the fewest
 * refusals, and evenly.
 */
final class AdaptiveLimit implements ConcurrencyLimit {

  private static final double LEAST = 0.05;
  private static final double SHARE_WEIGHT = 0.25;
  private static final double PACE_WEIGHT = 0.1;
  private static final double BRAKE = 1.75;

  /** How many round trips it rests, and how long at most. */
  private static final int REST_ROUND_TRIPS = 8;

  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** An answer that takes longer has mostly waited in the cluster's queues. */
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final double SHORTER = 0.9;
  private static final double HALF = 0.5;

  /** How much it grows in a round trip once it was cut, and knows that there is a limit. */
  private static final double STEP = 0.5;

  private final double most;
  private double size = 1;
  private double share;
  private double nanosPerByte;
  private double roundTripNanos;
  private boolean wasFull;
  private boolean wasCut;
  private long cutAt;
  private long lastSentAt;
  private boolean wasSent;

  /**
   * A window of one.
   *
   * @param most how far it may grow
   */
  AdaptiveLimit(int most) {
    this.most = most;
  }

  /** How many requests it lets through at a time; below one, how much of one. */
  double size() {
    return size;
  }

  @Override
  public long waitNanos(int inFlight, long now) {
    if (inFlight >= Math.max(1, (int) size)) {
      return Long.MAX_VALUE;
    }
    if (size >= 1 || !wasSent) {
      return 0;
    }
    return Math.max(0, lastSentAt + (long) (roundTripNanos / size) - now);
  }

  @Override
  public void sent(int inFlight, long now) {
    wasFull = inFlight >= (int) size;
    wasSent = true;
    lastSentAt = now;
  }

  @Override
  public boolean answered(Answered answer) {
    share += SHARE_WEIGHT * (answer.refusedShare - share);
    if (answer.refusedShare > 0) {
      if (nanosPerByte == 0) {
        roundTripNanos = answer.now - answer.sentAt; // until an answer tells better
      }
      cut(1 - Math.max(share, answer.refusedShare) / 2, LEAST, answer.sentAt, answer.now);
      return answer.refusedShare < 1;
    }
    boolean slow = isSlow(answer);
    if (answer.now - answer.sentAt > LONG_NANOS) {
      cut(SHORTER, 1, answer.sentAt, answer.now);
    } else if (wasFull && isRested(answer.now) && !slow) {
      size = Math.min(most, size + (wasCut ? STEP / Math.max(1, size) : 1));
    }
    return true;
  }

  @Override
  public void unanswered(long sentAt, long now) {
    cut(HALF, 1, sentAt, now);
  }

  /** What became of requests that were sent before the last cut tells nothing new. */
  private void cut(double factor, double least, long sentAt, long now) {
    if ((wasCut && sentAt - cutAt < 0) || size < least) {
      return;
    }
    size = Math.max(least, size * factor);
    wasCut = true;
    cutAt = now;
  }

  private boolean isRested(long now) {
    double rest = Math.min((double) REST_NANOS, REST_ROUND_TRIPS * roundTripNanos);
    return !wasCut || now - cutAt >= rest;
  }

  private boolean isSlow(Answered answer) {
    double nanos = answer.now - answer.sentAt;
    double pace = nanos / Math.max(1, answer.bytes);
    if (nanosPerByte == 0) {
      nanosPerByte = pace;
      roundTripNanos = nanos;
      return false;
    }
    boolean slow = pace > BRAKE * nanosPerByte;
    nanosPerByte += PACE_WEIGHT * (pace - nanosPerByte);
    roundTripNanos += PACE_WEIGHT * (nanos - roundTripNanos);
    return slow;
  }
}
