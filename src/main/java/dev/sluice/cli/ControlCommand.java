package dev.sluice.cli;

import dev.sluice.bulk.limit.Rate;
import dev.sluice.cli.jobs.NamedJob;
import dev.sluice.cli.run.CommandResult;
import dev.sluice.cli.run.ExitCode;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.control.ControlFiles;
import dev.sluice.mapreduce.control.JobControl;
import dev.sluice.mapreduce.control.JobPhase;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Pauses or resumes a running job, or changes its rate limit. */
@Command(
    name = "control",
    description = "Pause or resume a running job, or change its rate limit.",
    customSynopsis = "sluice control JOB_DIR pause|resume|rate [VALUE...] [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice control .sluice/job_1700000000000_0042 pause",
      "  sluice control .sluice/job_1700000000000_0042 resume",
      "  sluice control .sluice/job_1700000000000_0042 rate 20mb",
      "  sluice control .sluice/job_1700000000000_0042 rate 50mb 5000docs",
      "",
      "The job directory is .sluice/JOB in the home directory of the job's user, or"
          + " sluice.job.dir. Tasks look at it every 2 to 5 seconds.",
      "",
      "During a pause the tasks keep their containers, scanners and points in time; retries"
          + " do not time out."
    })
final class ControlCommand implements Callable<Integer> {

  /** What to do with the job. */
  enum Action {
    PAUSE,
    RESUME,
    RATE
  }

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "JOB_DIR",
      description =
          "Directory of the running job, or its id if that is .sluice/JOB_ID in your home.")
  private String directory;

  @Parameters(index = "1", paramLabel = "ACTION", description = "pause, resume or rate.")
  private Action action;

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "VALUE",
      description =
          "Rate of the whole job per second: bytes such as 20mb, documents such as 5000docs, both,"
              + " or off for no limit.")
  private List<String> values = new ArrayList<>();

  @Mixin private HadoopOptions hadoop;

  private final CommandResult result;

  ControlCommand(CommandResult result) {
    this.result = result;
  }

  @Override
  public Integer call() throws IOException {
    changed(JobControl.NONE); // a wrong value is refused before the job is looked for
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    JobDirectory job = JobDirectory.at(NamedJob.find("JOB_DIR", directory, conf));
    JobPhase.of(job, conf).checkRunning(job);
    ControlFiles files = ControlFiles.in(job, conf);
    JobControl wish = changed(files.job().orElse(JobControl.NONE));
    files.write(wish);
    result.members(
        json -> {
          json.name("paused").value(wish.isPaused());
          json.name("rate").value(wish.rate().orElse(Rate.UNLIMITED).toString());
        });
    PrintWriter out = spec.commandLine().getOut();
    out.println(done(wish));
    out.flush();
    return ExitCode.DONE;
  }

  private JobControl changed(JobControl before) {
    if (action == Action.RATE) {
      return before.with(RateValues.parse(values));
    }
    if (!values.isEmpty()) {
      throw new ConfigException(
          action.name().toLowerCase(Locale.ROOT) + " takes no value, but was given " + values);
    }
    return before.paused(action == Action.PAUSE);
  }

  private String done(JobControl wish) {
    Rate rate = wish.rate().orElse(Rate.UNLIMITED);
    switch (action) {
      case PAUSE:
        return "paused: tasks stop sending within a few seconds; continue with 'sluice control "
            + directory
            + " resume'";
      case RESUME:
        return "resumed: tasks send again within a few seconds";
      case RATE:
        return "rate limit of the job: "
            + rate
            + (wish.isPaused() ? "; the job is still paused" : "");
    }
    throw new AssertionError(action);
  }
}
