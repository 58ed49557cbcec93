package dev.sluice.cli;

import dev.sluice.cli.jobs.NamedJob;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.owner.RunningOwners;
import dev.sluice.mapreduce.resume.ResumeCheck;
import dev.sluice.mapreduce.resume.ResumedJob;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Option;

/** The options to resume a failed or killed job. */
final class ResumeOption {

  @Option(
      names = "--resume",
      paramLabel = "JOB_DIR",
      description =
          "Complete the failed or killed job with this directory: what it has read and written is"
              + " not read again. Repeat the other options of that job.")
  private String directory;

  @Option(
      names = "--force",
      description =
          "With --resume: resume although the input or an option has changed, a checkpoint is"
              + " damaged, or the job may still run on another machine.")
  private boolean force;

  boolean isGiven() {
    return directory != null;
  }

  /**
   * Makes a job resume another one, if that was asked for. Blocks.
   *
   * @throws ConfigException if that cannot be resumed
   */
  void applyTo(Configuration conf) throws IOException {
    if (directory == null) {
      if (force) {
        throw new ConfigException("--force requires --resume JOB_DIR");
      }
      return;
    }
    Path path = NamedJob.find("--resume", directory, conf);
    try (RunningOwners owners = new RunningOwners(conf)) {
      new ResumeCheck(conf, owners, force).check(JobDirectory.at(path));
    }
    ResumedJob.set(conf, path, force);
  }
}
