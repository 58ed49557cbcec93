package dev.sluice.mapreduce.verify;

import org.apache.hadoop.mapreduce.Partitioner;

/** Sends all documents of an id to one reducer. */
public final class VerifyPartitioner extends Partitioner<VerifyKey, VerifyRecord> {

  /** Called by Hadoop. */
  @SuppressWarnings("unused")
  VerifyPartitioner() {}

  @Override
  public int getPartition(VerifyKey key, VerifyRecord record, int reducers) {
    return (key.number() & Integer.MAX_VALUE) % reducers;
  }
}
