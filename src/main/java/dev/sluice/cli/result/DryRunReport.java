package dev.sluice.cli.result;

import dev.sluice.cli.run.FailedLoad;
import dev.sluice.cli.run.JobCounters;
import dev.sluice.cli.run.JobReport;
import dev.sluice.cli.run.Summary;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/** Reports on a dry run: the documents that the job would send, and those it would reject. */
public final class DryRunReport implements JobReport {

  private static final String NOTHING_SENT = "dry run: nothing was sent, and no index was changed";

  private final Job job;
  private final JobReport real;

  private DryRunReport(Job job, JobReport real) {
    this.job = job;
    this.real = real;
  }

  /** The report of a dry run if the job is one, otherwise the given report. */
  public static JobReport orReal(Job job, JobReport real) {
    boolean dry = OutputSettings.DRY_RUN.read(job.getConfiguration()::get);
    return dry ? new DryRunReport(job, real) : real;
  }

  @Override
  public void begin() {
    // There is nothing to compare with at the end.
  }

  @Override
  public Optional<String> submitted() {
    return real.submitted();
  }

  @Override
  public long done(JobCounters tally) {
    return real.done(tally);
  }

  @Override
  public JobCounters withoutCounters() throws IOException {
    return real.withoutCounters();
  }

  @Override
  public Summary summary(JobCounters tally, Duration time, boolean success) throws IOException {
    JobCounters known = success ? tally : FailedLoad.of(job).counters(tally);
    return Summary.ofDryRun(known, time, rejected().toString())
        .above(
            success
                ? EmptyInput.warning(tally, job.getConfiguration())
                : Collections.<String>emptyList())
        .above(Collections.singletonList(NOTHING_SENT));
  }

  @Override
  public String killed() {
    return NOTHING_SENT;
  }

  @Override
  public String advice() throws IOException {
    boolean any = rejected().getFileSystem(job.getConfiguration()).exists(rejected());
    return (any ? "\nrejected docs: " + rejected() : "") + "\n" + NOTHING_SENT;
  }

  private Path rejected() throws IOException {
    return JobDirectory.of(job.getConfiguration(), job.getJobID()).rejected();
  }

  @Override
  public void check(JobCounters tally) throws IOException {
    real.check(tally);
  }
}
