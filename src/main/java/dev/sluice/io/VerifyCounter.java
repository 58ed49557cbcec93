package dev.sluice.io;

import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.mapreduce.Counters;

/**
 * Counters of a job that compares a source with an index, in the group {@value #GROUP}. Except for
 * the last one, they count documents by the {@code dev.sluice.verify.Kind} of the same name.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public enum VerifyCounter {
  /** Documents that the index has as the source has them. */
  SAME,
  /** Documents that only the source has. */
  MISSING,
  /** Documents that only the index has. */
  EXTRA,
  /** Documents with different content. */
  DIFFERENT,
  /** Documents of the index that differ, with a version above that of the source. */
  NEWER,
  /** Documents with another routing value, shard or index, and further copies of a document. */
  MISROUTED,
  /** Documents that changed while they were compared. */
  UNSETTLED,
  /**
   * Records of the source that a load would reject, so that they are not compared. They are in the
   * directory {@code rejected} beside the differences.
   */
  REJECTED;

  /** The name of the counter group. */
  public static final String GROUP = "Sluice Verify";

  /** The value of this counter in a job. */
  public long in(Counters counters) {
    return counters.findCounter(GROUP, name()).getValue();
  }
}
