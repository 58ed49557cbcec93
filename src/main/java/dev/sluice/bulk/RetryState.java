package dev.sluice.bulk;

/**
 * The retry state of a request: the number and start of its failures, when it may be sent again,
 * whether it was only refused for lack of capacity, whether it must wait for items before it, and
 * the number of failed comparisons. Immutable.
 */
final class RetryState {

  /** A request that has not been sent yet. */
  static final RetryState NONE = new RetryState(0, 0, 0, false, false, 0);

  final int failures;
  final boolean inOrder;

  /** Whether the last failure was a 429 that named no time to wait. */
  final boolean refused;

  /** How often the document that a create met could not be compared. */
  final int looks;

  private final long sinceNanos;
  private final long notBeforeNanos;

  private RetryState(
      int failures,
      long sinceNanos,
      long notBeforeNanos,
      boolean refused,
      boolean inOrder,
      int looks) {
    this.failures = failures;
    this.sinceNanos = sinceNanos;
    this.notBeforeNanos = notBeforeNanos;
    this.refused = refused;
    this.inOrder = inOrder;
    this.looks = looks;
  }

  /** After one more failure. */
  RetryState failed(long now, long notBefore, boolean onlyRefused) {
    return new RetryState(failures + 1, since(now), notBefore, onlyRefused, inOrder, looks);
  }

  /** The same for items that may have to wait for those before them. */
  RetryState inOrder(boolean ordered) {
    return new RetryState(failures, sinceNanos, notBeforeNanos, refused, inOrder || ordered, looks);
  }

  /** For items that have not failed: sent immediately, with a full retry timeout. */
  RetryState anew() {
    return new RetryState(0, 0, 0, false, inOrder, looks);
  }

  /** The same after one more comparison without a result. */
  RetryState looked() {
    return new RetryState(failures, sinceNanos, notBeforeNanos, refused, inOrder, looks + 1);
  }

  /** The time of the first failure; now if there was none. */
  long since(long now) {
    return failures == 0 ? now : sinceNanos;
  }

  /** Nanoseconds until the request may be sent. */
  long waitNanos(long now) {
    return failures == 0 ? 0 : Math.max(0, notBeforeNanos - now);
  }
}
