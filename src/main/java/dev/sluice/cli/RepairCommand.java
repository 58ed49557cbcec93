package dev.sluice.cli;

import dev.sluice.cli.result.RepairReport;
import dev.sluice.cli.run.HadoopPath;
import dev.sluice.cli.run.JobRunner;
import dev.sluice.cli.source.MissingHBase;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.repair.RepairJob;
import dev.sluice.mapreduce.repair.RepairOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Repairs the differences that {@link VerifyCommand} has found. */
@Command(
    name = "repair",
    description = "Repair the differences that 'sluice verify' has found.",
    customSynopsis = "sluice repair --differences DIR [--delete] [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice repair --differences .sluice/verify-20261127-020000-000",
      "  sluice repair --differences found --delete --max-deletes 5000",
      "  sluice repair --differences found --delete --dry-run",
      "",
      "Source, index and keys are those of the verify; -D overrides a key,"
          + " but not the index. The directory"
          + " of differences contains no secrets, so give credentials again, as for"
          + " verify.",
      "",
      "The command reads each record again by its key, and writes documents that are"
          + " missing or different. A document of the index with a higher version than the"
          + " source is newer and stays. So does one that changed since the verify, unless"
          + " versions show that it is older than the source.",
      "",
      "With --delete, the command deletes extra documents and misplaced copies. It reads"
          + " the source first: a document that the source has by now stays.",
      "",
      "The command can be repeated: it writes only what still differs. The exit code is"
          + " 1 if documents were rejected or differences are left, except for newer"
          + " ones."
    })
final class RepairCommand implements Callable<Integer> {

  private final JobRunner jobs;

  @Spec private CommandSpec spec;

  @Option(
      names = "--differences",
      required = true,
      paramLabel = "DIR",
      description = "Directory that 'sluice verify' has written.")
  private String differences;

  @Mixin private DeleteOptions deletes;

  @Option(
      names = "--nodes",
      paramLabel = "URLS",
      description = "Elasticsearch URLs, comma-separated. Default: those of the verify.")
  private String nodes;

  @Mixin private RunOptions run;

  @Mixin private MapperLimit mappers;

  @Mixin private HadoopOptions hadoop;

  RepairCommand(JobRunner jobs) {
    this.jobs = jobs;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ClassNotFoundException {
    RepairOptions options = deletes.repair();
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    run.applyTo(conf);
    mappers.applyTo(conf);
    WriteOptions.set(conf, ConnectionSettings.NODES.key(), nodes);
    Path directory = HadoopPath.of("--differences", differences, conf);
    directory = directory.getFileSystem(conf).makeQualified(directory);
    return repair(jobs, conf, directory, options, spec.commandLine().getOut());
  }

  /**
   * Runs the repair; see {@link RepairJob#of}.
   *
   * @return the exit code
   */
  static int repair(
      JobRunner jobs, Configuration conf, Path differences, RepairOptions options, PrintWriter out)
      throws IOException, InterruptedException, ClassNotFoundException {
    try {
      Job job = RepairJob.of(conf, differences, options);
      String index = OutputSettings.INDEX.read(job.getConfiguration()::get).orElse("");
      return jobs.run(job, index, new RepairReport(job, index, differences), out);
    } catch (NoClassDefFoundError e) {
      throw MissingHBase.of(e);
    }
  }
}
