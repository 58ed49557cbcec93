package dev.sluice.cli.result;

import dev.sluice.cli.run.JobCounters;
import dev.sluice.cli.run.JobFailedException;
import dev.sluice.cli.run.JobReport;
import dev.sluice.cli.run.Outcome;
import dev.sluice.cli.run.Summary;
import dev.sluice.io.KeyedInput;
import dev.sluice.io.VerifyCounter;
import dev.sluice.mapreduce.encode.JobInput;
import dev.sluice.mapreduce.verify.VerifiedLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/** Reports on a job that compares a source with an index. */
public final class VerifyReport implements JobReport {

  private static final int FIRST = 5;

  private static final String REJECTED =
      "rejected: the load would reject these records, so they were not compared; correct the"
          + " source and verify again";

  private static final String DISJOINT =
      "no id of the source is in the index: check --id, or _id of the mapping, and the names of"
          + " source and index, before a repair";

  private static final Set<VerifyCounter> ON_BOTH_SIDES =
      Collections.unmodifiableSet(
          EnumSet.of(
              VerifyCounter.SAME,
              VerifyCounter.DIFFERENT,
              VerifyCounter.NEWER,
              VerifyCounter.MISROUTED));

  private final Job job;
  private final Path differences;
  private final boolean repaired;
  private boolean different;
  private boolean rejected;

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
    if (tally.of(VerifyCounter.REJECTED) > 0) {
      Path rejected = new Path(differences, VerifiedLoad.REJECTED);
      summary
          .and("rejected docs", "" + rejected)
          .above(FirstRejected.in(rejected, job.getConfiguration(), FIRST))
          .above(Collections.singletonList(REJECTED));
    }
    if (!isDifferent(tally)) {
      return summary;
    }
    List<String> below = FirstDifferences.in(differences, job.getConfiguration(), FIRST);
    summary.and("differences", "" + differences).above(below);
    return repaired ? summary : summary.above(next(tally));
  }

  /** What to do about each kind. */
  private List<String> next(JobCounters tally) {
    List<String> lines = new ArrayList<>();
    if (isDisjoint(tally)) {
      lines.add(DISJOINT);
      return lines;
    }
    List<String> written = new ArrayList<>();
    for (VerifyCounter counter : EnumSet.of(VerifyCounter.MISSING, VerifyCounter.DIFFERENT)) {
      if (tally.of(counter) > 0) {
        written.add(counter.name().toLowerCase(Locale.ROOT));
      }
    }
    if (!written.isEmpty()) {
      lines.add(String.join(", ", written) + ": to write from the source: " + command());
    }
    if (tally.of(VerifyCounter.MISROUTED) > 0) {
      lines.add("misrouted: to write at its place and delete here: " + command() + " --delete");
    }
    if (tally.of(VerifyCounter.EXTRA) > 0) {
      boolean keyed = KeyedInput.class.isAssignableFrom(JobInput.format(job.getConfiguration()));
      lines.add("extra: to delete: " + command() + " --delete" + (keyed ? "" : " --force"));
    }
    if (tally.of(VerifyCounter.NEWER) > 0) {
      lines.add("newer: the index has a higher version than the source");
    }
    if (tally.of(VerifyCounter.UNSETTLED) > 0) {
      lines.add("unsettled: these documents changed during the comparison; verify them again");
    }
    return lines;
  }

  /** Whether not a single id is on both sides: then a repair would replace the whole index. */
  private static boolean isDisjoint(JobCounters tally) {
    long both = 0;
    for (VerifyCounter counter : ON_BOTH_SIDES) {
      both += tally.of(counter);
    }
    return both == 0 && tally.of(VerifyCounter.MISSING) > 0 && tally.of(VerifyCounter.EXTRA) > 0;
  }

  private String command() {
    return "sluice repair --differences " + differences;
  }

  /** Whether a repair has something to do; known after the job. */
  public boolean hasDifferences() {
    return different;
  }

  /** Whether records of the source were not compared; known after the job. */
  public boolean hasRejected() {
    return rejected;
  }

  @Override
  public Outcome outcome(JobCounters tally) {
    different = isDifferent(tally);
    rejected = tally.of(VerifyCounter.REJECTED) > 0;
    return different ? Outcome.DIFFERENT : rejected ? Outcome.REJECTED : Outcome.DONE;
  }

  private static boolean isDifferent(JobCounters tally) {
    for (VerifyCounter counter : VerifyCounter.values()) {
      boolean agrees = counter == VerifyCounter.SAME || counter == VerifyCounter.REJECTED;
      if (!agrees && tally.of(counter) > 0) {
        return true;
      }
    }
    return false;
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
