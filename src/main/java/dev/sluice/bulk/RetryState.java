package dev.sluice.bulk;

/**
 * The retry state of a request: how often and since when it has failed, when it may be sent again,
 * whether it must wait for the items before it, and how often its documents were looked at in vain.
 * Immutable.
 */
final class RetryState {

  /** A request that has not been sent yet. */
  static final RetryState NONE = new RetryState(0, 0, 0, false, 0);

  final int failures;
  final boolean inOrder;

  /** How often a create met a document that could then not be looked at. */
  final int looks;

  private final long sinceNanos;
  private final long notBeforeNanos;

  private RetryState(
      int failures, long sinceNanos, long notBeforeNanos, boolean inOrder, int looks) {
    this.failures = failures;
    this.sinceNanos = sinceNanos;
    this.notBeforeNanos = notBeforeNanos;
    this.inOrder = inOrder;
    this.looks = looks;
  }

  /** One more failure. */
  RetryState failed(long now, long notBefore) {
    return new RetryState(failures + 1, since(now), notBefore, inOrder, looks);
  }

  /** The same, for items that perhaps have to wait for those before them. */
  RetryState inOrder(boolean ordered) {
    return new RetryState(failures, sinceNanos, notBeforeNanos, inOrder || ordered, looks);
  }

  /** For items that have not failed by themselves: may be sent at once, and have all their time. */
  RetryState anew() {
    return new RetryState(0, 0, 0, inOrder, looks);
  }

  /** The same, for items that were looked at in vain once more. */
  RetryState looked() {
    return new RetryState(failures, sinceNanos, notBeforeNanos, inOrder, looks + 1);
  }

  /** When the first failure was, or now if there was none. */
  long since(long now) {
    return failures == 0 ? now : sinceNanos;
  }

  boolean mayGo(long now) {
    return waitNanos(now) == 0;
  }

  /** Nanoseconds until it may be sent. */
  long waitNanos(long now) {
    return failures == 0 ? 0 : Math.max(0, notBeforeNanos - now);
  }
}
