package dev.sluice.bulk;

/**
 * The outcomes of all actions, apart before and after the last barrier. A barrier is a point
 * between two actions, as in the snapshots of Chandy and Lamport: what was added before it is
 * counted on one side, what was added later on the other, in whatever order the replies come. It is
 * settled when every action before it has an outcome. Each batch counts on its own side, so a
 * barrier costs nothing per action. At most one barrier is pending. Guarded by the engine's lock.
 */
final class Ledger {

  private Outcomes before = new Outcomes(-1);
  private Outcomes after = new Outcomes(0);

  /**
   * Starts with what an earlier attempt has completed.
   *
   * @param earlier the counts before a settled barrier
   */
  Ledger(BulkCounts earlier) {
    after.add(earlier.outcomes());
  }

  /** The side of actions that are added now. */
  Outcomes current() {
    return after;
  }

  /**
   * Places a barrier between the actions so far and all later ones.
   *
   * @throws IllegalStateException if one is pending
   */
  void place() {
    if (before.outstanding() > 0) {
      throw new IllegalStateException("a barrier is pending");
    }
    after.add(before);
    before = after;
    after = new Outcomes(before.barriers + 1);
  }

  /** Whether a barrier was placed and every action before it has an outcome. */
  boolean isSettled() {
    return after.barriers > 0 && before.outstanding() == 0;
  }

  /** The actions before the last barrier. */
  Outcomes before() {
    return before;
  }

  long given() {
    return before.given + after.given;
  }

  long rejected() {
    return before.rejected + after.rejected;
  }

  /** The outcomes on both sides. */
  Outcomes sum() {
    Outcomes sum = new Outcomes(after.barriers);
    sum.add(before);
    sum.add(after);
    return sum;
  }
}
