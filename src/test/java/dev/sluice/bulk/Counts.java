package dev.sluice.bulk;

import java.time.Duration;

/** Ledgers for tests of other packages. */
public final class Counts {

  private Counts() {}

  /** So many documents given, indexed and rejected; everything else is nothing. */
  public static BulkCounts of(long given, long indexed, long rejected) {
    RunningCounts ledger = new RunningCounts();
    ledger.given = given;
    ledger.indexed = indexed;
    ledger.rejected = rejected;
    return new BulkCounts(ledger, new TimeSums());
  }

  /** So many documents given and indexed, by so many requests. */
  public static BulkCounts answered(long given, long indexed, long requests) {
    RunningCounts ledger = new RunningCounts();
    ledger.given = given;
    ledger.indexed = indexed;
    ledger.requests = requests;
    return new BulkCounts(ledger, new TimeSums());
  }

  /** The caller has waited so long for memory; nothing else has happened. */
  public static BulkCounts waitedForMemory(Duration time) {
    TimeSums times = new TimeSums();
    times.begin(TimeSums.Wait.MEMORY);
    times.advance(time.toNanos(), 1, false);
    return new BulkCounts(new RunningCounts(), times);
  }
}
