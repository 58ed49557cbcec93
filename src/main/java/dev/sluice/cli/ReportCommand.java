package dev.sluice.cli;

import dev.sluice.cli.jobs.NamedJob;
import dev.sluice.cli.result.ReportFiles;
import dev.sluice.cli.run.CommandResult;
import dev.sluice.cli.run.ExitCode;
import dev.sluice.cli.run.HumanNumbers;
import dev.sluice.cli.run.Summary;
import dev.sluice.config.ConfigException;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.report.JobReports;
import dev.sluice.report.AttemptRecord.Outcome;
import dev.sluice.report.JobFacts;
import dev.sluice.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the report of a job that runs, was killed, or has ended. */
@Command(
    name = "report",
    description =
        "Write the report of a load: throughput, latency, waits, errors, slowest tasks. The job may"
            + " still run, or may have been killed.",
    customSynopsis = "sluice report JOB_DIR [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice report .sluice/job_1715000000000_0042 --output /tmp/report",
      "  sluice report hdfs:///user/etl/.sluice/job_1715000000000_0042 --json",
      "",
      "A job writes its report to its directory when it ends. While it runs, its"
          + " tasks write their figures to that directory every 4 to 60 seconds."
    })
final class ReportCommand implements Callable<Integer> {

  private static final String[] PARTS = {
    JobDirectory.JOB, JobDirectory.MANIFESTS, "attempts", "running"
  };

  private final Ticker ticker;
  private final CommandResult result;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "JOB_DIR",
      description = "Directory of the job, or the id of a job in .sluice in your home directory.")
  private String directory;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Local directory or URI for report.html and report.json. Default: the directory of the"
              + " job")
  private String output;

  @Option(names = "--json", description = "Print report.json; write no file.")
  private boolean json;

  @Mixin private HadoopOptions hadoop;

  ReportCommand(Ticker ticker, CommandResult result) {
    this.ticker = ticker;
    this.result = result;
  }

  @Override
  public Integer call() throws IOException {
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    Path root = jobDirectory(conf);
    Report report = JobReports.of(root, conf);
    PrintWriter out = spec.commandLine().getOut();
    Summary summary = summary(report);
    if (json) {
      out.println(report.toJson());
    } else {
      summary.lines().forEach(out::println);
      Path page = written(report, root, conf);
      out.println("report: " + page);
      summary.and("report", page.toString());
    }
    result.summary(summary);
    out.flush();
    return ExitCode.DONE;
  }

  private Path jobDirectory(Configuration conf) throws IOException {
    Path path = NamedJob.find("JOB_DIR", directory, conf);
    FileSystem files = path.getFileSystem(conf);
    for (String part : PARTS) {
      if (files.exists(new Path(path, part))) {
        return path;
      }
    }
    throw new ConfigException(
        "JOB_DIR is \""
            + directory
            + "\", but it is not the directory of a load: it contains neither job.json nor"
            + " manifests/. By default it is .sluice/JOB_ID in the home directory of the user who ran"
            + " the job");
  }

  private Path written(Report report, Path root, Configuration conf) throws IOException {
    Path target = output == null ? root : ReportFiles.target("--output", output);
    try {
      return JobReports.write(report, target, output == null ? conf : ReportFiles.plain(conf));
    } catch (IOException e) {
      throw new IOException(
          "cannot write the report to "
              + target
              + ": "
              + e.getMessage()
              + "; name another directory with --output",
          e);
    }
  }

  private Summary summary(Report report) {
    JobFacts job = report.job();
    Summary summary = new Summary().and("job", job.id());
    summary.and("job state", state(report));
    summary.andCount("indexed", report.sum(Outcome.COMMITTED, "indexed"));
    summary.andCount("rejected", report.sum(Outcome.COMMITTED, "rejected"));
    summary.andCount("tasks committed", report.attempts(Outcome.COMMITTED));
    summary.andUnlessZero("failed attempts", report.attempts(Outcome.FAILED));
    summary.andUnlessZero("  indexed", report.sum(Outcome.FAILED, "indexed"));
    summary.andUnlessZero("unfinished", report.attempts(Outcome.UNFINISHED));
    return summary.andUnlessZero("  indexed", report.sum(Outcome.UNFINISHED, "indexed"));
  }

  /** A killed job cannot tell that it has ended. */
  private String state(Report report) {
    if (report.job().state() != JobFacts.State.RUNNING) {
      return report.job().state().name().toLowerCase(Locale.ROOT);
    }
    if (report.updatedMillis() == 0) {
      return "not ended; no task has reported yet";
    }
    Duration silence = Duration.ofMillis(ticker.wallMillis() - report.updatedMillis());
    return "not ended; last report of a task "
        + HumanNumbers.count(Math.max(0, silence.toMillis() / 1_000))
        + " s ago"
        + (silence.toMinutes() >= 3 ? " (the job may have been killed)" : "");
  }
}
