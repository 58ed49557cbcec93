package dev.sluice.mapreduce.job;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.io.LoadCounter;

/** Maps each load counter to a count of the bulk engine. */
public final class EngineCounts {

  private EngineCounts() {}

  /** The value of a counter. */
  public static long of(LoadCounter counter, BulkCounts counts) {
    switch (counter) {
      case GIVEN:
        return counts.given();
      case INDEXED:
        return counts.indexed();
      case DELETED:
        return counts.deleted();
      case ALREADY_THERE:
        return counts.alreadyThere();
      case NOOP:
        return counts.noop();
      case REJECTED:
        return counts.rejected();
      case UNKNOWN:
        return counts.unknown();
      case RESENT:
        return counts.resent();
      case BULK_REQUESTS:
        return counts.requests();
      case BULK_BYTES:
        return counts.bytes();
      case BULK_MILLIS:
        return counts.requestMillis();
      case WAIT_MILLIS:
        return counts.waitMillis();
    }
    throw new AssertionError(counter);
  }
}
