package dev.sluice.mapreduce.job;

import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.routing.ShardFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;

/** The configuration of a shuffle by shard, for submission and for tasks. */
public final class ShardShuffle {

  /** Referenced by name, because the partitioner depends on this class. */
  private static final String PARTITIONER = "dev.sluice.mapreduce.ShardPartitioner";

  private static final String SHARDS = InternalKeys.PREFIX + "shuffle.shards";

  private ShardShuffle() {}

  /** Whether a job shuffles by shard. */
  public static boolean isUsed(Configuration conf) {
    return conf.getInt(MRJobConfig.NUM_REDUCES, 1) > 0
        && PARTITIONER.equals(conf.get(MRJobConfig.PARTITIONER_CLASS_ATTR));
  }

  /**
   * Stores the settings for the tasks in a job.
   *
   * @param reducers the number of reducers; 0 means one for each shard
   */
  public static void plan(Configuration conf, ShardFunction function, int reducers) {
    conf.set(SHARDS, function.encoded());
    conf.setInt(MRJobConfig.NUM_REDUCES, reducers == 0 ? function.shards() : reducers);
  }

  /**
   * The shard function of a job. Without a check at submission, for example with a wrapper format,
   * there are as many shards as reducers.
   */
  public static ShardFunction function(Configuration conf) {
    String planned = conf.get(SHARDS);
    return planned == null
        ? ShardFunction.modulo(Math.max(1, conf.getInt(MRJobConfig.NUM_REDUCES, 1)), 1)
        : ShardFunction.parse(planned);
  }
}
