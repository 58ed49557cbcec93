package dev.sluice.cli;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.keys.InternalKeys;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** Options of all jobs that write, whatever names their cluster. */
final class RunOptions {

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

  void applyTo(Configuration conf) {
    WriteOptions.set(conf, BulkSettings.ERRORS_MAX.key(), errorsMax);
    WriteOptions.set(conf, OutputSettings.DRY_RUN.key(), dryRun ? "true" : null);
    WriteOptions.set(conf, InternalKeys.REPORT, report);
  }
}
