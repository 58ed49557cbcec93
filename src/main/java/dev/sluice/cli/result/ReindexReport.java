package dev.sluice.cli.result;

import dev.sluice.cli.run.JobCounters;
import dev.sluice.cli.run.JobReport;
import dev.sluice.cli.run.Summary;
import dev.sluice.mapreduce.copy.CopiedShards;
import dev.sluice.mapreduce.since.MarkOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/** Reports on a job that copies indices: the report of a load, and the documents read. */
public final class ReindexReport implements JobReport {

  private final Job job;
  private final LoadReport load;
  private final List<Path> resumed;
  private final long before;

  /**
   * A report.
   *
   * @param resumed the directories of the jobs that this one completes
   * @param before documents that those jobs have copied
   */
  public ReindexReport(Job job, String index, List<Path> resumed, long before) {
    this.job = job;
    this.load = new LoadReport(job, index);
    this.resumed = resumed;
    this.before = before;
  }

  @Override
  public void begin() {
    load.begin();
  }

  @Override
  public long done(JobCounters tally) {
    return load.done(tally);
  }

  @Override
  public Optional<String> waitingFor(JobCounters tally) {
    return load.waitingFor(tally);
  }

  @Override
  public JobCounters withoutCounters() throws IOException {
    return load.withoutCounters();
  }

  @Override
  public Summary summary(JobCounters tally, Duration time, boolean success) throws IOException {
    Summary summary = load.summary(tally, time, success);
    summary.andUnlessZero("skipped", tally.leftOut()).andUnlessZero("copied earlier", before);
    summary.andCount("total read", before + inLedgers());
    Optional<MarkOutcome> mark =
        success ? MarkOutcome.in(load.directory(), job.getConfiguration()) : Optional.empty();
    mark.filter(outcome -> !outcome.isStored())
        .ifPresent(outcome -> summary.and("--since last", "did not move: " + outcome.reason()));
    return summary;
  }

  private List<Path> own() throws IOException {
    return Collections.singletonList(load.directory().root());
  }

  private long inLedgers() throws IOException {
    return CopiedShards.in(own(), job.getConfiguration()).documents();
  }

  @Override
  public String advice() throws IOException {
    List<Path> all = new ArrayList<>(resumed);
    all.addAll(own());
    return CopyCheck.advice(all, job.getConfiguration());
  }

  @Override
  public void check(JobCounters tally) throws IOException {
    long written = tally.done() + tally.rejected() + tally.unknown();
    CopyCheck.check(tally, written, inLedgers());
  }
}
