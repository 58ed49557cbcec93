package dev.sluice.io;

import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.mapreduce.Counters;

/** Counters of jobs that copy documents, in the same group as {@link LoadCounter}. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public enum CopyCounter {
  /** Documents that a {@link DocumentTransform} skipped. */
  LEFT_OUT;

  /** The value of this counter in a job. */
  public long in(Counters counters) {
    return counters.findCounter(LoadCounter.GROUP, name()).getValue();
  }
}
