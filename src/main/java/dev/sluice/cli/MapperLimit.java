package dev.sluice.cli;

import dev.sluice.config.ConfigException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.LocalJobRunner;
import org.apache.hadoop.mapreduce.JobContext;
import picocli.CommandLine.Option;

/** How many map tasks run at a time, where files say how many there are. */
final class MapperLimit {

  private static final int MOST = 100_000;

  @Option(names = "--mappers", paramLabel = "N", description = "Tasks that run at a time, at most.")
  private Integer mappers;

  /**
   * Sets it, if it was given.
   *
   * @throws ConfigException if it is out of bounds
   */
  void applyTo(Configuration conf) {
    if (mappers == null) {
      return;
    }
    if (mappers < 1 || mappers > MOST) {
      throw new ConfigException(
          "--mappers is \"" + mappers + "\" but must be a whole number from 1 to " + MOST);
    }
    set(conf, mappers);
  }

  /** Sets the cluster's key, and the local runner's. */
  static void set(Configuration conf, int tasks) {
    WriteOptions.set(conf, JobContext.JOB_RUNNING_MAP_LIMIT, tasks);
    WriteOptions.set(conf, LocalJobRunner.LOCAL_MAX_MAPS, tasks);
  }
}
