package dev.sluice.cli.run;

import dev.sluice.mapreduce.engine.Engine;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.LocalJobRunner;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * The maximum of concurrent map tasks in the settings of a job. A cluster and the local job runner
 * have different keys for it.
 */
public final class MapTaskLimit {

  private MapTaskLimit() {}

  /** The maximum; 0 or less for none, which the local job runner does not have. */
  public static int of(Configuration conf) {
    return Engine.isLocal(conf)
        ? conf.getInt(LocalJobRunner.LOCAL_MAX_MAPS, 1)
        : conf.getInt(JobContext.JOB_RUNNING_MAP_LIMIT, 0);
  }

  /** Sets the key of the cluster and that of the local job runner. */
  public static void set(Configuration conf, int tasks) {
    conf.set(JobContext.JOB_RUNNING_MAP_LIMIT, "" + tasks, "the command line");
    conf.set(LocalJobRunner.LOCAL_MAX_MAPS, "" + tasks, "the command line");
  }
}
