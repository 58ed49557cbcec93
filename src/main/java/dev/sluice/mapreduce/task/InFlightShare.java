package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.InFlight;
import dev.sluice.client.Administration;
import dev.sluice.config.Lookup;
import dev.sluice.mapreduce.engine.Engine;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

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
  public static void store(OptionalLong bytes, JobContext job) {
    Configuration conf = job.getConfiguration();
    bytes.ifPresent(all -> conf.setLong(InternalKeys.BYTES_IN_FLIGHT, all));
    Engine.of(job).slots(conf).ifPresent(slots -> conf.setInt(InternalKeys.SLOTS, slots));
  }

  /**
   * The settings of a task, with its share instead of the job's setting.
   *
   * @param tasks the expected number of concurrent tasks; if unknown, the setting is used
   */
  static Lookup settings(Configuration conf, OptionalInt tasks) {
    long bytes = conf.getLong(InternalKeys.BYTES_IN_FLIGHT, Long.MAX_VALUE);
    long share = bytes / tasks.orElse(1) / BulkSettings.SIZE.read(conf::get).bytes();
    InFlight capped = BulkSettings.IN_FLIGHT.read(conf::get).capped(share);
    String key = BulkSettings.IN_FLIGHT.key();
    return name -> name.equals(key) ? capped.toString() : conf.get(name);
  }

  /** Whether a task has a share, so that its size depends on the number of tasks. */
  static boolean isIn(Configuration conf) {
    return conf.get(InternalKeys.BYTES_IN_FLIGHT) != null;
  }

  /** The expected number of concurrent tasks; empty if unknown. */
  static OptionalInt tasks(TaskAttemptContext task) {
    int slots = task.getConfiguration().getInt(InternalKeys.SLOTS, 0);
    return Engine.of(task)
        .concurrentTasks(task, slots == 0 ? OptionalInt.empty() : OptionalInt.of(slots));
  }
}
