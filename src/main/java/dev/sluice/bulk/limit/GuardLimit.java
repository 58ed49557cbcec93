package dev.sluice.bulk.limit;

import java.util.concurrent.TimeUnit;

/**
 * A concurrency limit that protects searches. A p95 of search latencies above the bound halves the
 * limit, and the measurement starts again, because earlier latencies belong to the earlier load.
 * After some latencies within the bound the limit grows, slowly near the size of the last cut.
 * Below one request it lengthens the pauses between requests, up to 30 seconds. Guarded by the
 * engine's lock.
 */
public final class GuardLimit {

  /** The pause between requests at a size just below one. */
  private static final double PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** One request in 30 seconds. */
  private static final double LEAST = 1.0 / 60;

  private static final double CUT = 0.5;
  private static final double GROWTH = 1.1;

  /** Near the size of the last cut, so that p95 stays below the bound. */
  private static final double SLOW_GROWTH = 1.006;

  private static final double NEAR_FROM = 0.75;
  private static final double NEAR_TO = 1.25;

  /** After a cut, the limit grows only after this many latencies. */
  private static final int CALM = 5;

  private final long boundNanos;
  private final double most;
  private final LatencyWindow latencies = new LatencyWindow();
  private double size = 1;
  private double cutAt;
  private int used;
  private long lastSentAt;
  private boolean wasSent;

  /**
   * Starts with one request.
   *
   * @param boundNanos the maximum p95 of the search
   * @param most the maximum number of concurrent requests
   */
  public GuardLimit(long boundNanos, int most) {
    this.boundNanos = boundNanos;
    this.most = most;
  }

  /** The number of concurrent requests; a value below 1 means pauses between requests. */
  double size() {
    return size;
  }

  /**
   * Adapts to a search.
   *
   * @param nanos its latency; Long.MAX_VALUE if it failed or timed out
   */
  public void searched(long nanos) {
    latencies.add(nanos);
    if (latencies.p95() > boundNanos) {
      cutAt = used < (int) size ? Math.max(1, used) : size;
      size = Math.max(LEAST, cutAt * CUT);
      latencies.clear();
    } else if (latencies.count() >= CALM) {
      size = Math.min(most, size * (isNearCut() ? SLOW_GROWTH : GROWTH));
    }
    used = 0;
  }

  private boolean isNearCut() {
    return size > NEAR_FROM * cutAt && size < NEAR_TO * cutAt;
  }

  /**
   * Nanoseconds until one more request may be sent; 0 if now, Long.MAX_VALUE if a reply must come
   * first.
   */
  public long waitNanos(int inFlight, long now) {
    if (inFlight >= Math.max(1, (int) size)) {
      return Long.MAX_VALUE;
    }
    return size >= 1 || !wasSent ? 0 : Math.max(0, lastSentAt + (long) (PAUSE_NANOS / size) - now);
  }

  /** Records that a request was sent; {@code inFlight} includes it. */
  public void sent(int inFlight, long now) {
    used = Math.max(used, inFlight);
    wasSent = true;
    lastSentAt = now;
  }
}
