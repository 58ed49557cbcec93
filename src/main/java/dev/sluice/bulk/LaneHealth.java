package dev.sluice.bulk;

/**
 * Whether a lane may be sent to. A lane that failed waits, and then carries one request at a time
 * as a probe until one is answered well. Guarded by the engine's lock.
 */
final class LaneHealth {

  private int inFlight;
  private int failures;
  private long failedAtNanos;
  private long notBeforeNanos;

  boolean admits(long now) {
    return failures == 0 || (inFlight == 0 && now - notBeforeNanos >= 0);
  }

  /** Nanoseconds until time alone would let a request through; 0 if time is not what it lacks. */
  long waitNanos(long now) {
    return failures == 0 ? 0 : Math.max(0, notBeforeNanos - now);
  }

  int failures() {
    return failures;
  }

  void sent() {
    inFlight++;
  }

  void answered() {
    inFlight--;
  }

  void isWell() {
    failures = 0;
  }

  /** Counts one failure for all requests that were on their way together. */
  void failed(long sentAt, long now) {
    if (failures == 0 || sentAt - failedAtNanos >= 0) {
      failures++;
      failedAtNanos = now;
    }
  }

  void waitUntil(long nanos) {
    notBeforeNanos = nanos;
  }
}
