package dev.sluice.bulk;

/**
 * Decides whether requests may be sent to a lane. A lane that failed pauses, then carries one
 * request at a time as a probe until one succeeds. Otherwise its {@link ConcurrencyLimit} sets the
 * number of requests. Guarded by the engine's lock.
 */
final class LaneState {

  private final ConcurrencyLimit limit;
  private final SizeLimit sizes = new SizeLimit();
  private int inFlight;
  private boolean accepted;
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
   * Nanoseconds until a request may be sent by the passing of time alone; 0 if time is not the
   * obstacle, Long.MAX_VALUE if a reply must come first.
   */
  long waitNanos(long now) {
    long rest = failures == 0 ? 0 : Math.max(0, notBeforeNanos - now);
    return Math.max(rest, limit.waitNanos(inFlight, now));
  }

  int failures() {
    return failures;
  }

  /** Whether nothing is in flight. */
  boolean isAlone() {
    return inFlight == 0;
  }

  void sent(long now) {
    inFlight++;
    limit.sent(inFlight, now);
  }

  void answered() {
    inFlight--;
  }

  /**
   * Adapts the concurrency limit to a reply.
   *
   * @return whether fewer requests will be sent, so that the lane does not have to pause
   */
  boolean adapt(ConcurrencyLimit.Answered answer) {
    return limit.answered(answer);
  }

  /** Adapts the limit to a request that failed for a reason other than lack of capacity. */
  void unanswered(long sentAt, long now) {
    limit.unanswered(sentAt, now);
  }

  /** The size limit of requests to this lane. */
  SizeLimit sizes() {
    return sizes;
  }

  /** Ends probing and pausing after a successful reply. */
  void recovered() {
    failures = 0;
  }

  /** Records whether the lane had the capacity for a whole request. */
  void accepted(boolean whole) {
    accepted = whole;
  }

  /**
   * Whether the last request was accepted as a whole and nothing is in flight, so that the lane has
   * the capacity for one more now.
   */
  boolean isIdle() {
    return inFlight == 0 && failures == 0 && accepted;
  }

  /** Records one failure for all requests that were in flight together. */
  void failed(long sentAt, long now) {
    accepted = false;
    if (failures == 0 || sentAt - failedAtNanos >= 0) {
      failures++;
      failedAtNanos = now;
    }
  }

  void waitUntil(long nanos) {
    notBeforeNanos = nanos;
  }
}
