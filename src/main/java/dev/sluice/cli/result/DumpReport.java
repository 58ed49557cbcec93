package dev.sluice.cli.result;

import dev.sluice.cli.run.JobCounters;
import dev.sluice.cli.run.JobReport;
import dev.sluice.cli.run.Summary;
import dev.sluice.mapreduce.copy.CopiedShards;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ContentSummary;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/** Reports on a job that dumps an index to a directory. */
public final class DumpReport implements JobReport {

  private final Job job;
  private final Path directory;
  private final long before;

  /**
   * A report.
   *
   * @param before documents that an earlier job has dumped
   */
  public DumpReport(Job job, Path directory, long before) {
    this.job = job;
    this.directory = directory;
    this.before = before;
  }

  @Override
  public void begin() {
    // Nothing to compare at the end.
  }

  @Override
  public long done(JobCounters tally) {
    return tally.written();
  }

  @Override
  public Summary summary(JobCounters tally, Duration time, boolean success) throws IOException {
    Configuration conf = job.getConfiguration();
    Summary summary = new Summary();
    if (success) {
      ContentSummary content = directory.getFileSystem(conf).getContentSummary(directory);
      summary
          .andCount("read", tally.read())
          .andUnlessZero("skipped", tally.leftOut())
          .andCount("dumped", tally.written())
          .andUnlessZero("dumped earlier", before)
          .andBytes("size", content.getLength())
          .andTime(time, tally.written());
    } else {
      // Files of tasks that did not commit are gone: only the records of the others count.
      summary
          .andReported("read", tally.read())
          .andCount("dumped", total() - before)
          .andUnlessZero("dumped earlier", before)
          .andTime(time);
    }
    return summary.andCount("total", total()).and("output", "" + directory);
  }

  /** The number in the records of all tasks. */
  private long total() throws IOException {
    return CopiedShards.in(Collections.singletonList(directory), job.getConfiguration())
        .documents();
  }

  @Override
  public String advice() throws IOException {
    return CopyCheck.advice(Collections.singletonList(directory), job.getConfiguration());
  }

  @Override
  public void check(JobCounters tally) throws IOException {
    CopyCheck.check(tally, tally.written(), total() - before);
  }
}
