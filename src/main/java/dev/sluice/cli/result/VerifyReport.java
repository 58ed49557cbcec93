package dev.sluice.cli.result;

import dev.sluice.cli.run.JobCounters;
import dev.sluice.cli.run.JobFailedException;
import dev.sluice.cli.run.JobReport;
import dev.sluice.cli.run.Outcome;
import dev.sluice.cli.run.Summary;
import dev.sluice.io.VerifyCounter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/** Reports on a job that compares a source with an index. */
public final class VerifyReport implements JobReport {

  private static final int FIRST = 5;

  private final Job job;
  private final Path differences;
  private final boolean repaired;

  /**
   * A report.
   *
   * @param differences the directory of the result
   * @param repaired whether a repair follows
   */
  public VerifyReport(Job job, Path differences, boolean repaired) {
    this.job = job;
    this.differences = differences;
    this.repaired = repaired;
  }

  @Override
  public void begin() {
    // Nothing to compare at the end.
  }

  @Override
  public long done(JobCounters tally) {
    return tally.read();
  }

  /** Counters of zero would look like an index without differences. */
  @Override
  public JobCounters withoutCounters() throws JobFailedException {
    throw new JobFailedException(
        "job "
            + job.getJobID()
            + " has finished, but its counters could not be read: each line of the files part-r-* in "
            + differences
            + " is a difference");
  }

  @Override
  public Summary summary(JobCounters tally, Duration time, boolean success) throws IOException {
    Summary summary = new Summary();
    if (!success) {
      return summary.andReported("read", tally.read()).andTime(time);
    }
    for (VerifyCounter counter : VerifyCounter.values()) {
      String name = counter.name().toLowerCase(Locale.ROOT);
      if (counter == VerifyCounter.REJECTED) {
        summary.andUnlessZero(name, tally.of(counter));
      } else {
        summary.andCount(name, tally.of(counter));
      }
    }
    summary.andTime(time, tally.read());
    summary.above(SubmissionWarnings.of(job.getConfiguration()));
    if (outcome(tally) == Outcome.DONE) {
      return summary;
    }
    List<String> below = FirstDifferences.in(differences, job.getConfiguration(), FIRST).lines();
    summary.and("differences", "" + differences).above(below);
    return repaired ? summary : summary.above(next(tally));
  }

  /** What to do about each kind. */
  private List<String> next(JobCounters tally) {
    List<String> lines = new ArrayList<>();
    if (tally.of(VerifyCounter.MISSING) + tally.of(VerifyCounter.DIFFERENT) > 0) {
      lines.add("missing, different: to write them again from the source: " + command());
    }
    if (tally.of(VerifyCounter.EXTRA) + tally.of(VerifyCounter.MISROUTED) > 0) {
      lines.add("extra, misrouted: to delete these copies as well: " + command() + " --delete");
    }
    if (tally.of(VerifyCounter.NEWER) > 0) {
      lines.add("newer: the index has a higher version than the source");
    }
    if (tally.of(VerifyCounter.UNSETTLED) > 0) {
      lines.add("unsettled: these documents changed during the comparison; verify them again");
    }
    return lines;
  }

  private String command() {
    return "sluice repair --differences " + differences;
  }

  @Override
  public Outcome outcome(JobCounters tally) {
    for (VerifyCounter counter : VerifyCounter.values()) {
      boolean agrees = counter == VerifyCounter.SAME || counter == VerifyCounter.REJECTED;
      if (!agrees && tally.of(counter) > 0) {
        return Outcome.DIFFERENT;
      }
    }
    return Outcome.DONE;
  }

  @Override
  public String killed() {
    return "nothing was written to the index";
  }

  @Override
  public String advice() {
    return "\nnothing was written to the index; run the command again";
  }

  @Override
  public void check(JobCounters tally) {
    // Each document of either side is in one of the counters.
  }
}
