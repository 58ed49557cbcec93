package dev.sluice.bulk;

/**
 * The state of a lane: whether it may be sent to. A lane that failed waits, and then carries one
 * request at a time as a probe until one is answered well; otherwise its {@link ConcurrencyLimit}
 * says how many it carries. Guarded by the engine's lock.
 */
final class LaneState {

  private final ConcurrencyLimit limit;
  private final SizeLimit sizes = new SizeLimit();
  private int inFlight;
  private int failures;
  private long failedAtNanos;
  private long notBeforeNanos;

  LaneState(ConcurrencyLimit limit) {
    this.limit = limit;
  }

  boolean admits(long now) {
    boolean well = failures == 0 || (inFlight == 0 && now - notBeforeNanos >= 0);
    return well && limit.waitNanos(inFlight, now) == 0;
  }

  /**
   * Nanoseconds until time alone would let a request through; 0 if time is not what it lacks,
   * Long.MAX_VALUE if an answer must come first.
   */
  long waitNanos(long now) {
    long rest = failures == 0 ? 0 : Math.max(0, notBeforeNanos - now);
    return Math.max(rest, limit.waitNanos(inFlight, now));
  }

  int failures() {
    return failures;
  }

  void sent(long now) {
    inFlight++;
    limit.sent(inFlight, now);
  }

  void answered() {
    inFlight--;
  }

  /**
   * Adapts the limit to an answer.
   *
   * @return whether fewer requests will be sent, so that the lane need not rest
   */
  boolean adapt(ConcurrencyLimit.Answered answer) {
    return limit.answered(answer);
  }

  /** Adapts the limit to a request that failed for another reason than the cluster's capacity. */
  void unanswered(long sentAt, long now) {
    limit.unanswered(sentAt, now);
  }

  /** How large its requests may be. */
  SizeLimit sizes() {
    return sizes;
  }

  /** The lane has answered: it is no longer probed, and rests no more. */
  void recovered() {
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
