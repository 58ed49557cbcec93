package dev.sluice.bulk;

import java.util.concurrent.TimeUnit;

/**
 * The size above which requests are refused as too large, learned from refusals: the smallest size
 * refused. It doubles for each minute without such a refusal, so that a raised server limit is
 * found again at the cost of a few refused requests. Guarded by the engine's lock.
 */
final class SizeLimit {

  private static final long RAISE_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** No request is this large. */
  private static final long NONE = 1L << 40;

  private long bytes = NONE;
  private long raisedNanos;

  /** Records that a request of this size was refused as too large. */
  void refused(long requestBytes, long now) {
    bytes = Math.min(bytes(now), requestBytes);
    raisedNanos = now;
  }

  /** Whether a request of this size would be refused. */
  boolean forbids(long requestBytes, long now) {
    return requestBytes >= bytes(now);
  }

  /** The size of the parts of a request: half of the limit, because the real limit may be lower. */
  long partBytes(long now) {
    return bytes(now) / 2;
  }

  private long bytes(long now) {
    while (bytes < NONE && now - raisedNanos >= RAISE_NANOS) {
      bytes = 2 * bytes;
      raisedNanos += RAISE_NANOS;
    }
    return bytes;
  }
}
