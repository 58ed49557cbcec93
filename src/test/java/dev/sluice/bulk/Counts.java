package dev.sluice.bulk;

/** Ledgers for tests of other packages. */
public final class Counts {

  private Counts() {}

  /** So many documents given, indexed and rejected; everything else is nothing. */
  public static BulkCounts of(long given, long indexed, long rejected) {
    RunningCounts ledger = new RunningCounts();
    ledger.given = given;
    ledger.indexed = indexed;
    ledger.rejected = rejected;
    return new BulkCounts(ledger);
  }
}
