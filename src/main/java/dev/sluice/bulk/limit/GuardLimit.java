package dev.sluice.bulk.limit;

import java.util.concurrent.TimeUnit;

/**
 * A limit that protects searches. Requests are small, because a request slows down the searches
 * that run beside it, whatever the number of requests. A p95 of search latencies above the bound
 * halves the number of requests, and the measurement starts again, because earlier latencies belong
 * to the earlier load. Well below the bound the number grows, slowly near the size of the last cut.
 * Below one request it lengthens the pauses between requests, up to 30 seconds. Guarded by the
 * engine's lock.
 */
public final class GuardLimit {

  /** The maximum bytes of a request; a server with idle cores takes some 10 ms for them. */
  public static final int MOST_BYTES = 256 << 10;

  /** Smaller requests cost the server more than they spare the searches. */
  private static final int LEAST_BYTES = 32 << 10;

  /** A request that takes a larger part of the bound is made smaller. */
  private static final int PARTS_OF_BOUND = 4;

  /** One request in 30 seconds. */
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);

  private static final double CUT = 0.5;
  private static final double GROWTH = 1.1;

  /** Near the size of the last cut, so that p95 stays below the bound. */
  private static final double SLOW_GROWTH = 1.006;

  private static final double NEAR_FROM = 0.75;
  private static final double NEAR_TO = 1.25;

  /** A p95 above this part of the bound stops the growth. */
  private static final double HIGH = 0.8;

  /** After a cut, the limit grows only after this many latencies. */
  private static final int CALM = 5;

  /** The weight of one request in the mean time of requests. */
  private static final double WEIGHT = 0.2;

  private final long boundNanos;
  private final double most;
  private final LatencyWindow latencies = new LatencyWindow();
  private double size = 1;
  private double cutAt;
  private int used;
  private int requestBytes = MOST_BYTES;
  private double requestNanos;
  private double tookNanos;
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

  /**
   * The number of concurrent requests; a value below 1 is the share of the time in which a request
   * is in flight.
   */
  double size() {
    return size;
  }

  /** The maximum size of a request. */
  public int requestBytes() {
    return requestBytes;
  }

  /**
   * Adapts to a search.
   *
   * @param nanos its latency; Long.MAX_VALUE if it failed or timed out
   */
  public void searched(long nanos) {
    latencies.add(nanos);
    long p95 = latencies.p95();
    if (p95 > boundNanos) {
      cut();
    } else if (latencies.count() >= CALM && p95 <= HIGH * boundNanos) {
      grow();
    }
    used = 0;
  }

  private void cut() {
    cutAt = used < (int) size ? Math.max(1, used) : size;
    size = Math.max(Math.min(1, requestNanos / LONGEST_PAUSE), cutAt * CUT);
    if (tookNanos > (double) boundNanos / PARTS_OF_BOUND) {
      requestBytes = Math.max(LEAST_BYTES, requestBytes / 2);
    }
    latencies.clear();
  }

  private void grow() {
    size = Math.min(most, size * (isNearCut() ? SLOW_GROWTH : GROWTH));
    if (tookNanos * PARTS_OF_BOUND < boundNanos / 2.0) {
      requestBytes = Math.min(MOST_BYTES, requestBytes * 2);
    }
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
    if (size >= 1 || !wasSent) {
      return 0;
    }
    double pause = Math.min((double) LONGEST_PAUSE, requestNanos / size);
    return Math.max(0, lastSentAt + (long) pause - now);
  }

  /** Records that a request was sent; {@code inFlight} includes it. */
  public void sent(int inFlight, long now) {
    used = Math.max(used, inFlight);
    wasSent = true;
    lastSentAt = now;
  }

  /**
   * Records how long a request took.
   *
   * @param nanos until the reply
   * @param serverNanos the part of the server; 0 if unknown
   */
  public void answered(long nanos, long serverNanos) {
    boolean first = requestNanos == 0;
    requestNanos = first ? nanos : requestNanos + WEIGHT * (nanos - requestNanos);
    tookNanos = first ? serverNanos : tookNanos + WEIGHT * (serverNanos - tookNanos);
  }
}
