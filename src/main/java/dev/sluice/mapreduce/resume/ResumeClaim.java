package dev.sluice.mapreduce.resume;

import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.owner.JobOwner;
import dev.sluice.mapreduce.report.JobReports;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The note in the directory of a job that another job resumes it: who runs that job, and its
 * directory. It is written at submission, so the directory is in use while the job waits in a
 * queue. Immutable.
 */
public final class ResumeClaim {

  /** The name of the file. */
  public static final String FILE = "resumed.json";

  private final JobOwner owner;

  private ResumeClaim(JobOwner owner) {
    this.owner = owner;
  }

  /** The claim on a directory, if any. */
  public static Optional<ResumeClaim> on(JobDirectory directory, Configuration conf)
      throws IOException {
    return JobOwner.in(new Path(directory.root(), FILE), conf).map(ResumeClaim::new);
  }

  /**
   * Notes that a job resumes a directory.
   *
   * @param resuming the directory of that job
   */
  static void write(JobDirectory directory, JobDirectory resuming, String job, Configuration conf)
      throws IOException {
    JobOwner.submitting(job, resuming.root().toString(), conf)
        .write(new Path(directory.root(), FILE), conf);
  }

  /** Whether the job that resumes has not yet taken over what it needs of the directory. */
  public boolean isWaiting(Configuration conf) throws IOException {
    return !JobReports.facts(directory(), conf).isPresent();
  }

  /** Who runs the job that resumes. */
  public JobOwner owner() {
    return owner;
  }

  /** The directory of the job that resumes. */
  public JobDirectory directory() {
    return JobDirectory.at(new Path(owner.directory()));
  }
}
