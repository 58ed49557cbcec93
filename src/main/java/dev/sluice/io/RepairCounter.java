package dev.sluice.io;

import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.mapreduce.Counters;

/**
 * Differences that a repair read, and those that it left as they are, in the group {@value #GROUP}.
 * {@link LoadCounter} counts what it wrote and deleted. What changed between its look at a document
 * and the write counts as {@link LoadCounter#ALREADY_THERE}, because the write is conditional.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public enum RepairCounter {
  /** All differences that a repair has read. */
  READ,
  /** Differences that no longer exist: the index agrees with the source. */
  SETTLED,
  /** Documents with a version above that of the source. */
  NEWER,
  /** Documents that changed in the index since the comparison. */
  CHANGED,
  /** Extra documents that the source has now. */
  IN_SOURCE,
  /** Different documents that the source no longer has, or has at another place by now. */
  GONE,
  /** Documents to delete, because deletes were not requested. */
  NOT_DELETED,
  /**
   * Documents to delete that the source may have: it cannot be read by id, or the load reads only a
   * part of it.
   */
  UNPROVEN,
  /** Copies at a wrong place that were kept, because the document is not at its place. */
  NOT_PLACED,
  /** Documents that changed during the comparison. */
  UNSETTLED;

  /** The name of the counter group. */
  public static final String GROUP = "Sluice Repair";

  /** The value of this counter in a job. */
  public long in(Counters counters) {
    return counters.findCounter(GROUP, name()).getValue();
  }
}
