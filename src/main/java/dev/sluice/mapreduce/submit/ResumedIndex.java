package dev.sluice.mapreduce.submit;

import dev.sluice.client.Administration;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.commit.CommitCheckpoint;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.resume.ResumeRefusal;
import dev.sluice.mapreduce.resume.ResumedJob;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Checks that a job that resumes another one writes to the same index, not to one that was created
 * under its name since.
 */
final class ResumedIndex {

  private ResumedIndex() {}

  /**
   * Checks the index of a job. Blocks.
   *
   * @throws ConfigException if the job resumes another one, whose index is gone
   */
  static void check(IndexPlan plan, Administration server, Configuration conf) throws IOException {
    Optional<JobDirectory> directory = ResumedJob.directory(conf);
    if (!directory.isPresent()) {
      return;
    }
    if (plan.creates()) {
      throw ResumeRefusal.of(
          directory.get(),
          "index " + plan.index() + " does not exist any more. Run the job again from the start");
    }
    Optional<String> before = CommitCheckpoint.at(directory.get(), conf).uuid();
    if (before.isPresent() && plan.concrete().isPresent()) {
      String index = plan.concrete().get();
      if (!IndexUuids.ask(server, index).has(index, before.get())) {
        throw ResumeRefusal.of(
            directory.get(),
            "index "
                + index
                + " was deleted and created again, or is another one than the job wrote. Run the job"
                + " again from the start");
      }
    }
  }
}
