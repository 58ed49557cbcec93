package dev.sluice.bulk;

import java.time.Duration;

/** Ledgers for tests of other packages. */
public final class Counts {

  private Counts() {}

  /** So many documents given, indexed and rejected; everything else is nothing. */
  public static BulkCounts of(long given, long indexed, long rejected) {
    Outcomes outcomes = outcomes(given, indexed);
    outcomes.rejected = rejected;
    return new BulkCounts(outcomes, new RunningCounts(), new TimeSums());
  }

  /** So many documents given and indexed, by so many requests. */
  public static BulkCounts answered(long given, long indexed, long requests) {
    RunningCounts counts = new RunningCounts();
    counts.requests = requests;
    return new BulkCounts(outcomes(given, indexed), counts, new TimeSums());
  }

  private static Outcomes outcomes(long given, long indexed) {
    Outcomes outcomes = new Outcomes(0);
    outcomes.given = given;
    outcomes.indexed = indexed;
    return outcomes;
  }

  /** The caller has waited so long for memory; nothing else has happened. */
  public static BulkCounts waitedForMemory(Duration time) {
    TimeSums times = new TimeSums();
    times.begin(TimeSums.Wait.MEMORY);
    times.advance(time.toNanos(), 1, false);
    return new BulkCounts(new Outcomes(0), new RunningCounts(), times);
  }
}
