package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.InFlight;
import dev.sluice.client.Administration;
import dev.sluice.config.Lookup;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.LocalJobRunner;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * The share of a task in the bytes that the whole job may have in flight, because tasks with an
 * adaptive limit do not know of each other. The cluster is queried once at submission. The share is
 * computed in the task, because splits are counted after the checks at submission.
 */
public final class InFlightShare {

  /** A quarter of the nodes' limit; the rest is for replica copies in flight and other clients. */
  private static final int PART_OF_CAPACITY = 4;

  private InFlightShare() {}

  /**
   * The bytes that all tasks of a job may have in flight, if their concurrency limit is adaptive.
   * Queries the cluster.
   */
  public static OptionalLong ofJob(Configuration conf, Administration administration) {
    return BulkSettings.IN_FLIGHT.read(conf::get).isAdaptive()
        ? part(administration.writeCapacity())
        : OptionalLong.empty();
  }

  private static OptionalLong part(OptionalLong capacity) {
    return capacity.isPresent()
        ? OptionalLong.of(capacity.getAsLong() / PART_OF_CAPACITY)
        : capacity;
  }

  /** Stores the result of {@link #ofJob} in a job. */
  public static void store(OptionalLong bytes, Configuration conf) {
    bytes.ifPresent(all -> conf.setLong(InternalKeys.BYTES_IN_FLIGHT, all));
  }

  /** The settings of a task, with its share instead of the job's setting. */
  static Lookup settings(Configuration conf, boolean reduces) {
    long bytes = conf.getLong(InternalKeys.BYTES_IN_FLIGHT, Long.MAX_VALUE);
    long share = bytes / tasks(conf, reduces) / BulkSettings.SIZE.read(conf::get).bytes();
    InFlight capped = BulkSettings.IN_FLIGHT.read(conf::get).capped(share);
    String key = BulkSettings.IN_FLIGHT.key();
    return name -> name.equals(key) ? capped.toString() : conf.get(name);
  }

  /** The expected number of concurrent tasks. */
  private static int tasks(Configuration conf, boolean reduces) {
    int all = conf.getInt(reduces ? MRJobConfig.NUM_REDUCES : MRJobConfig.NUM_MAPS, 1);
    int limit =
        conf.getInt(
            reduces ? MRJobConfig.JOB_RUNNING_REDUCE_LIMIT : MRJobConfig.JOB_RUNNING_MAP_LIMIT, 0);
    if (MRConfig.LOCAL_FRAMEWORK_NAME.equals(conf.get(MRConfig.FRAMEWORK_NAME))) {
      limit =
          conf.getInt(
              reduces ? LocalJobRunner.LOCAL_MAX_REDUCES : LocalJobRunner.LOCAL_MAX_MAPS, 1);
    }
    return Math.max(1, limit > 0 ? Math.min(all, limit) : all);
  }
}
