package dev.sluice.io;

import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.mapreduce.Counters;

/** The counters of reading, in the group of {@link LoadCounter}; they move while the tasks run. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public enum ReadCounter {
  /** Documents handed to mappers. */
  READ,
  /** Documents left out because a value is none of the type its mapping says. */
  READ_UNREADABLE,
  /** Bytes of the pages they came in. */
  READ_BYTES,
  /** Those pages. */
  READ_PAGES,
  /** Milliseconds those pages took, added up over parallel ones. */
  READ_MILLIS,
  /** Requests that failed and were sent again. */
  READ_RETRIES,
  /** How often a point in time was extended, because the mapper left it alone for long. */
  READ_EXTENSIONS,
  /** Milliseconds that mappers waited for Elasticsearch. */
  READ_WAIT_MILLIS;

  /** The value in the counters of a job. */
  public long in(Counters counters) {
    return counters.findCounter(LoadCounter.GROUP, name()).getValue();
  }
}
