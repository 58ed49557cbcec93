package dev.sluice.cli;

import dev.sluice.config.ConfigException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.LocalJobRunner;
import org.apache.hadoop.mapreduce.JobContext;
import picocli.CommandLine.Option;

/** The maximum of concurrent map tasks, where the input determines their number. */
final class MapperLimit {

  private static final int MOST = 100_000;

  @Option(names = "--mappers", paramLabel = "N", description = "Maximum concurrent map tasks.")
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

  /** Sets the key of the cluster and that of the local job runner. */
  static void set(Configuration conf, int tasks) {
    WriteOptions.set(conf, JobContext.JOB_RUNNING_MAP_LIMIT, tasks);
    WriteOptions.set(conf, LocalJobRunner.LOCAL_MAX_MAPS, tasks);
  }
}
