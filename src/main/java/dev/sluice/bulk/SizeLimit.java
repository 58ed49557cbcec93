package dev.sluice.bulk;

import java.util.concurrent.TimeUnit;

/**
 * The size from which on requests are refused as too large, as far as refusals tell: the smallest
 * that was refused. It doubles for each minute without such a refusal, so that a limit that
 * somebody has raised is found again, at the price of a few requests sent in vain. Guarded by the
 * engine's lock.
 */
final class SizeLimit {

  private static final long RAISE_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** No request is so large. */
  private static final long NONE = 1L << 40;

  private long bytes = NONE;
  private long raisedNanos;

  /** Takes in that a request of so many bytes was refused as too large. */
  void refused(long requestBytes, long now) {
    bytes = Math.min(bytes(now), requestBytes);
    raisedNanos = now;
  }

  /** Whether a request of so many bytes would be refused. */
  boolean forbids(long requestBytes, long now) {
    return requestBytes >= bytes(now);
  }

  /** How large a part of a request should be: half of the limit, which is known only from above. */
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
