package dev.sluice.mapreduce.job;

import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.routing.ShardFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;

/** The shuffle by shard, as a job is submitted with it and its tasks read it. */
public final class ShardShuffle {

  /** By name, since the partitioner is built upon this. */
  private static final String PARTITIONER = "dev.sluice.mapreduce.ShardPartitioner";

  private static final String SHARDS = InternalKeys.PREFIX + "shuffle.shards";

  private ShardShuffle() {}

  /** Whether a job shuffles so. */
  public static boolean isUsed(Configuration conf) {
    return conf.getInt(MRJobConfig.NUM_REDUCES, 1) > 0
        && PARTITIONER.equals(conf.get(MRJobConfig.PARTITIONER_CLASS_ATTR));
  }

  /**
   * Puts into a job what its tasks need to know.
   *
   * @param reducers how many; 0 means one for each shard
   */
  public static void plan(Configuration conf, ShardFunction function, int reducers) {
    conf.set(SHARDS, function.encoded());
    conf.setInt(MRJobConfig.NUM_REDUCES, reducers == 0 ? function.shards() : reducers);
  }

  /**
   * The shard of a document in a job. Where nothing was planned at submit, as under a format that
   * wraps ours, there are as many shards as reducers.
   */
  public static ShardFunction function(Configuration conf) {
    String planned = conf.get(SHARDS);
    return planned == null
        ? ShardFunction.modulo(Math.max(1, conf.getInt(MRJobConfig.NUM_REDUCES, 1)), 1)
        : ShardFunction.parse(planned);
  }
}
