package dev.sluice.cli;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for the common keys of jobs that write. */
final class WriteOptions {

  @Mixin private NodesOption nodes;

  @Option(
      names = "--errors-max",
      paramLabel = "N|N%",
      description = "Maximum rejected documents, a number or percentage. Default: 0")
  private String errorsMax;

  @Option(
      names = "--dry-run",
      description =
          "Read, convert and count everything, but send nothing. Records that cannot be"
              + " converted are saved as rejected.")
  private boolean dryRun;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Copy the report of the job (report.html, report.json) to this local directory or URI.")
  private String report;

  /** The URLs of the option, else those of the configuration, else the default. */
  String nodes(Configuration conf) {
    return nodes.in(conf);
  }

  /** The URLs of the option, else those of the configuration. */
  Optional<String> givenNodes(Configuration conf) {
    return nodes.given(conf);
  }

  void applyTo(Configuration conf) {
    set(conf, BulkSettings.ERRORS_MAX.key(), errorsMax);
    set(conf, OutputSettings.DRY_RUN.key(), dryRun ? "true" : null);
    set(conf, InternalKeys.REPORT, report);
  }

  static void set(Configuration conf, String key, Object value) {
    if (value != null) {
      conf.set(key, value.toString(), "the command line");
    }
  }
}
