package dev.sluice.bulk;

import java.util.concurrent.TimeUnit;

/**
 * A concurrency limit that adapts to the rate of 429 refusals. It doubles each round trip while it
 * is fully used and nothing is refused. After the first refusal it grows by half a request for each
 * round trip. Refusals reduce it in proportion to the share refused, once for all requests that
 * were in flight together. After a reduction it pauses for some round trips. It does not grow while
 * bytes take much longer than before. It shrinks to one while requests fail for other reasons or
 * take so long that they mostly wait in queues. If refusals require less than one request, it
 * lengthens the pauses between requests. Guarded by the engine's lock.
 *
 * <p>The reduction follows DCTCP (RFC 8257): half the share refused, smoothed over the replies. The
 * constants are those with which the simulated fleets in the tests wrote the most documents, with
 * the fewest refusals, and evenly.
 */
final class AdaptiveLimit implements ConcurrencyLimit {

  private static final double LEAST = 0.05;
  private static final double SHARE_WEIGHT = 0.25;
  private static final double PACE_WEIGHT = 0.1;
  private static final double BRAKE = 1.75;

  /** The pause after a reduction, in round trips, and its maximum. */
  private static final int REST_ROUND_TRIPS = 8;

  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** A reply that takes longer has mostly waited in queues of the cluster. */
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final double SHORTER = 0.9;
  private static final double HALF = 0.5;

  /** The growth for each round trip after the first reduction. */
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
   * Starts with one request.
   *
   * @param most the maximum
   */
  AdaptiveLimit(int most) {
    this.most = most;
  }

  /** The number of concurrent requests; a value below 1 means a longer pause between requests. */
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
        roundTripNanos = answer.now - answer.sentAt; // until the first replies
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

  /** Ignores requests that were sent before the last reduction, which say nothing new. */
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
