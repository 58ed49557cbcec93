package dev.sluice.cli.result;

import dev.sluice.cli.run.BytesMatrix;
import dev.sluice.cli.run.FailedLoad;
import dev.sluice.cli.run.HumanNumbers;
import dev.sluice.cli.run.JobCounters;
import dev.sluice.cli.run.JobReport;
import dev.sluice.cli.run.SegmentCounts;
import dev.sluice.cli.run.Summary;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.job.AttemptManifests;
import dev.sluice.mapreduce.job.BytesByNode;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.RowRouting;
import dev.sluice.mapreduce.resume.EarlierJob;
import dev.sluice.mapreduce.resume.InheritedCounts;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/** Reports on a job that writes an index. */
public final class LoadReport implements JobReport {

  private final Job job;
  private final String index;
  private final SecondRun secondRun;
  private SegmentCounts before;

  public LoadReport(Job job, String index) {
    this.job = job;
    this.index = index;
    secondRun = SecondRun.of(job.getConfiguration());
  }

  @Override
  public void begin() {
    before = SegmentCounts.of(job.getConfiguration(), index);
  }

  @Override
  public Optional<String> submitted() {
    return RowRouting.of(job.getConfiguration()).map(rows -> "row ranges: " + rows.forecast());
  }

  @Override
  public JobCounters whole(JobCounters own) {
    return InheritedCounts.of(job.getConfiguration())
        .map(earlier -> own.plus(earlier.records(), earlier.counts()))
        .orElse(own);
  }

  @Override
  public long done(JobCounters tally) {
    return tally.done();
  }

  @Override
  public Optional<String> waitingFor(JobCounters tally) {
    long outstanding = tally.of(LoadCounter.GIVEN) - tally.settled();
    return outstanding <= 0
        ? Optional.empty()
        : Optional.of(
            "Elasticsearch at "
                + String.join(", ", ConnectionSettings.NODES.read(job.getConfiguration()::get))
                + " ("
                + HumanNumbers.count(outstanding)
                + " documents without a response)");
  }

  @Override
  public JobCounters withoutCounters() throws IOException {
    return JobCounters.of(AttemptManifests.committed(job.getConfiguration(), job.getJobID()));
  }

  @Override
  public Summary summary(JobCounters tally, Duration time, boolean success) throws IOException {
    return figures(tally, time, success)
        .above(ReportFiles.of(job.getConfiguration(), directory()).lines());
  }

  private Summary figures(JobCounters tally, Duration time, boolean success) throws IOException {
    if (!success) {
      return FailedLoad.of(job).summary(tally, time, directory());
    }
    Summary summary = new Summary(tally, time, directory().rejected().toString());
    InheritedCounts.of(job.getConfiguration())
        .ifPresent(earlier -> summary.andCount("  read before", earlier.records()));
    summary.above(EmptyInput.warning(tally, job.getConfiguration()));
    if (tally.of(LoadCounter.BULK_BYTES) > 0) {
      summary.and("segments before", before.toString());
      summary.and("segments after", SegmentCounts.of(job.getConfiguration(), index).toString());
    }
    if (tally.unknown() > 0) {
      summary.and(
          "unknown docs", directory().unknown() + ": get each by its id to see if it was indexed");
    }
    return summary
        .above(SubmissionWarnings.of(job.getConfiguration()))
        .above(new BytesMatrix(BytesByNode.of(job.getConfiguration(), job.getJobID())).lines());
  }

  JobDirectory directory() throws IOException {
    return JobDirectory.of(job.getConfiguration(), job.getJobID());
  }

  @Override
  public String killed() {
    return "documents indexed so far stay in the index. " + secondRun.effect();
  }

  @Override
  public String advice() throws IOException {
    Path rejected = directory().rejected();
    boolean any = rejected.getFileSystem(job.getConfiguration()).exists(rejected);
    String where =
        any
            ? "\nrejected docs: "
                + rejected
                + " (to send them again: sluice replay --input "
                + directory()
                + ")"
            : "";
    return where
        + "\nother documents may be missing; "
        + (EarlierJob.percentIn(directory(), job.getConfiguration()).isPresent()
            ? "to complete the load, repeat the command with --resume " + directory()
            : "run the job again. " + secondRun.effect());
  }

  @Override
  public void check(JobCounters tally) {
    // The committer has compared the counts of the tasks with the index.
  }
}
