package dev.sluice.io;

import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.mapreduce.Counters;

/**
 * Counters of reading, in the same group as {@link LoadCounter}. They are updated while tasks run.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public enum ReadCounter {
  /** Documents given to mappers. */
  READ,
  /** Documents skipped because a value does not have its mapped type. */
  READ_UNREADABLE,
  /** Bytes of the pages read. */
  READ_BYTES,
  /** Pages read. */
  READ_PAGES,
  /** Duration of the page requests in milliseconds, summed over parallel requests. */
  READ_MILLIS,
  /** Requests that failed and were retried. */
  READ_RETRIES,
  /** Times a point in time was extended because the mapper was slow. */
  READ_EXTENSIONS,
  /** Time that mappers waited for Elasticsearch, in milliseconds. */
  READ_WAIT_MILLIS;

  /** The value of this counter in a job. */
  public long in(Counters counters) {
    return counters.findCounter(LoadCounter.GROUP, name()).getValue();
  }
}
