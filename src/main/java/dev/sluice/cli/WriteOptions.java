package dev.sluice.cli;

import dev.sluice.bulk.BulkSettings;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The everyday keys of a job that writes, as options of their own. */
final class WriteOptions {

  @Mixin private TaskOptions tasks;

  @Option(
      names = "--errors-max",
      paramLabel = "N|N%",
      description = "Rejected documents to put up with (default 0).")
  private String errorsMax;

  /** What was given here, or else in the configuration, or else the default. */
  String nodes(Configuration conf) {
    return tasks.nodes(conf);
  }

  /** What was given here, or else in the configuration. */
  Optional<String> givenNodes(Configuration conf) {
    return tasks.givenNodes(conf);
  }

  /** How many tasks, where that was given. */
  OptionalInt mappers() {
    return tasks.mappers();
  }

  void applyTo(Configuration conf) {
    set(conf, BulkSettings.ERRORS_MAX.key(), errorsMax);
    tasks.applyTo(conf);
  }

  static void set(Configuration conf, String key, Object value) {
    if (value != null) {
      conf.set(key, value.toString(), "the command line");
    }
  }
}
