package dev.sluice.io;

import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.mapreduce.Counters;

/** Counters of a load, in the group {@value #GROUP}. They are updated while tasks run. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public enum LoadCounter {
  /** Documents given to the output format. */
  GIVEN,
  /** Documents indexed or updated. */
  INDEXED,
  /** Documents deleted, by a delete or by a script. */
  DELETED,
  /** Documents that already existed in the index. */
  ALREADY_THERE,
  /** Documents rejected permanently. */
  REJECTED,
  /** Documents resent; a document counts each time. */
  RESENT,
  /** Bulk requests that were answered or failed. */
  BULK_REQUESTS,
  /** Bytes of the bulk request bodies. */
  BULK_BYTES,
  /** Duration of the bulk requests in milliseconds, summed over parallel requests. */
  BULK_MILLIS,
  /** Time that tasks waited for Elasticsearch, in milliseconds. */
  WAIT_MILLIS,
  /**
   * Create actions with unknown outcome: a document with the same id exists, but it is not known
   * whether this job wrote it.
   */
  UNKNOWN,
  /**
   * Documents for which Elasticsearch changed nothing (result {@code noop}): an update without a
   * difference, a script that left the document alone, a document that an ingest pipeline dropped.
   */
  NOOP;

  /** The name of the counter group. */
  public static final String GROUP = "Sluice";

  /** The value of this counter in a job. */
  public long in(Counters counters) {
    return counters.findCounter(GROUP, name()).getValue();
  }
}
