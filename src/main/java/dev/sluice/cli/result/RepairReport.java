package dev.sluice.cli.result;

import dev.sluice.cli.run.JobCounters;
import dev.sluice.cli.run.JobFailedException;
import dev.sluice.cli.run.JobReport;
import dev.sluice.cli.run.Outcome;
import dev.sluice.cli.run.Summary;
import dev.sluice.io.LoadCounter;
import dev.sluice.io.RepairCounter;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/** Reports on a job that repairs the differences of a comparison. */
public final class RepairReport implements JobReport {

  private static final String NOTHING_SENT = "dry run: nothing was sent, and no index was changed";

  /** Shown even if they are zero. */
  private static final Set<RepairCounter> ALWAYS =
      EnumSet.of(
          RepairCounter.READ, RepairCounter.SETTLED, RepairCounter.NEWER, RepairCounter.UNSETTLED);

  /** Of these, a repair is not expected to do more. */
  private static final EnumSet<RepairCounter> REPAIRED =
      EnumSet.of(RepairCounter.READ, RepairCounter.SETTLED, RepairCounter.NEWER);

  private final Job job;
  private final LoadReport load;
  private final Path differences;
  private final boolean dry;

  /**
   * A report.
   *
   * @param differences the directory of the comparison
   */
  public RepairReport(Job job, String index, Path differences) {
    this.job = job;
    this.load = new LoadReport(job, index);
    this.differences = differences;
    dry = OutputSettings.DRY_RUN.read(job.getConfiguration()::get);
  }

  @Override
  public void begin() {
    // A repair writes little: the segments of the index hardly change.
  }

  @Override
  public Optional<String> submitted() {
    return Optional.of("repairing the differences in " + differences);
  }

  @Override
  public long done(JobCounters tally) {
    return tally.read();
  }

  @Override
  public Optional<String> waitingFor(JobCounters tally) {
    return load.waitingFor(tally);
  }

  /** Counters of zero would look as if no difference is left. */
  @Override
  public JobCounters withoutCounters() throws JobFailedException {
    throw new JobFailedException(
        "job "
            + job.getJobID()
            + " has finished, but its counters could not be read: run 'sluice verify' again to see"
            + " which differences are left");
  }

  @Override
  public Summary summary(JobCounters tally, Duration time, boolean success) throws IOException {
    if (!success) {
      return failed(tally, time);
    }
    Summary summary =
        new Summary()
            .andCount("read", tally.of(RepairCounter.READ))
            .andCount(dry ? "would index" : "indexed", tally.of(LoadCounter.INDEXED))
            .andCount(dry ? "would delete" : "deleted", tally.of(LoadCounter.DELETED))
            .andUnlessZero("already there", tally.of(LoadCounter.ALREADY_THERE));
    for (RepairCounter counter : EnumSet.complementOf(EnumSet.of(RepairCounter.READ))) {
      if (ALWAYS.contains(counter)) {
        summary.andCount(name(counter), tally.of(counter));
      } else {
        summary.andUnlessZero(name(counter), tally.of(counter));
      }
    }
    summary.andCount("rejected", tally.rejected()).andUnlessZero("unknown", tally.unknown());
    summary.andTime(time, tally.read());
    if (tally.rejected() > 0) {
      summary.and("rejected docs", load.directory().rejected().toString());
    }
    if (dry) {
      return summary.above(next(tally)).above(Collections.singletonList(NOTHING_SENT));
    }
    return summary
        .above(next(tally))
        .above(ReportFiles.of(job.getConfiguration(), load.directory()).lines());
  }

  /** What the tasks have reported, beside what they have written. */
  private Summary failed(JobCounters tally, Duration time) throws IOException {
    Summary summary = load.summary(tally, time, false);
    for (RepairCounter counter : RepairCounter.values()) {
      if (tally.of(counter) > 0) {
        summary.andReported(name(counter), tally.of(counter));
      }
    }
    return summary;
  }

  private static String name(RepairCounter counter) {
    return counter.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What the counters mean that are not zero, and what to do. */
  private static List<String> next(JobCounters tally) {
    List<String> lines = new ArrayList<>();
    if (tally.of(LoadCounter.ALREADY_THERE) > 0) {
      lines.add(
          "already there: these documents changed while the repair ran, or were deleted within"
              + " index.gc_deletes (60 s); verify again");
    }
    for (RepairCounter counter : RepairCounter.values()) {
      String next = next(counter);
      if (tally.of(counter) > 0 && !next.isEmpty()) {
        lines.add(name(counter) + ": " + next);
      }
    }
    return lines;
  }

  private static String next(RepairCounter counter) {
    switch (counter) {
      case SETTLED:
        return "these differences no longer exist";
      case NEWER:
        return "the index has a higher version than the source; these documents stay";
      case CHANGED:
        return "these documents changed in the index since the verify and stay; verify again";
      case IN_SOURCE:
        return "the source has these extra documents by now, so they stay; verify again";
      case GONE:
        return "the source no longer has these documents, but the index does; verify again";
      case NOT_DELETED:
        return "extra documents and misplaced copies stay; --delete deletes them";
      case UNPROVEN:
        return "the source may have these documents: it cannot be read by id, or the load reads only"
            + " a part of it; --delete --force deletes them";
      case NOT_PLACED:
        return "these misplaced copies stay, because their document is not at its place; verify"
            + " again";
      case UNSETTLED:
        return "these documents changed during the verify; verify again";
      default:
        return "";
    }
  }

  @Override
  public Outcome outcome(JobCounters tally) {
    if (tally.rejected() + tally.unknown() > 0) {
      return Outcome.REJECTED;
    }
    long left = tally.of(LoadCounter.ALREADY_THERE);
    for (RepairCounter counter : EnumSet.complementOf(REPAIRED)) {
      left += tally.of(counter);
    }
    return left > 0 ? Outcome.DIFFERENT : Outcome.DONE;
  }

  @Override
  public String killed() {
    return dry
        ? NOTHING_SENT
        : "documents written so far stay in the index. A second run repairs the rest";
  }

  @Override
  public String advice() throws IOException {
    Path rejected = load.directory().rejected();
    boolean any = rejected.getFileSystem(job.getConfiguration()).exists(rejected);
    String what =
        dry
            ? NOTHING_SENT
            : "documents written so far stay in the index. Run the command again: it repairs the"
                + " rest";
    return any
        ? "\nrejected docs: "
            + rejected
            + "\n"
            + what
            + ". A rejected document ends the repair each time: correct its source, or give"
            + " --errors-max, the number of rejected documents to accept"
        : "\n" + what;
  }

  @Override
  public void check(JobCounters tally) {
    // The committer has compared the counts of the tasks with the index.
  }
}
