package dev.sluice.io;

import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.mapreduce.Counters;

/** What a job that copies documents counts beside {@link LoadCounter}, in the same group. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public enum CopyCounter {
  /** Documents that a {@link DocumentTransform} left out. */
  LEFT_OUT;

  /** The value in the counters of a job. */
  public long in(Counters counters) {
    return counters.findCounter(LoadCounter.GROUP, name()).getValue();
  }
}
