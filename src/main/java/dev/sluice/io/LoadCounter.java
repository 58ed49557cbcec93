package dev.sluice.io;

import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.mapreduce.Counters;

/** The counters of a load, in the group {@value #GROUP}; they move while the tasks run. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public enum LoadCounter {
  /** Documents handed over. */
  GIVEN,
  /** Documents written. */
  INDEXED,
  /** Documents removed. */
  DELETED,
  /** Documents that stood in the index already. */
  ALREADY_THERE,
  /** Documents refused for good. */
  REJECTED,
  /** Documents sent once more, counted each time. */
  RESENT,
  /** Bulk requests answered or failed. */
  BULK_REQUESTS,
  /** Bytes of the bodies of those requests. */
  BULK_BYTES,
  /** Milliseconds those requests took, added up over parallel ones. */
  BULK_MILLIS,
  /** Milliseconds that tasks waited for Elasticsearch. */
  WAIT_MILLIS,
  /**
   * Documents to be created that met a document of which nobody can tell whether it is the same:
   * their outcome is unknown. The last, so that ledgers begin as older versions write them.
   */
  UNKNOWN;

  /** The name of the group. */
  public static final String GROUP = "Sluice";

  /** The value in the counters of a job. */
  public long in(Counters counters) {
    return counters.findCounter(GROUP, name()).getValue();
  }
}
