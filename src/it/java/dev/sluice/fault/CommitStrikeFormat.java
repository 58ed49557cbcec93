package dev.sluice.fault;

import java.io.IOException;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The output format under test, in a job whose first application master gets SIGKILL inside {@code
 * commitJob}, before what the committer does there, and whose second one gets it after that.
 */
public final class CommitStrikeFormat extends WatchedOutputFormat {

  /** How many application masters such a job needs. */
  static final int MASTERS = 3;

  /** For Hadoop. */
  public CommitStrikeFormat() {}

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context)
      throws IOException, InterruptedException {
    return new Watched(inner().getOutputCommitter(context)) {
      @Override
      public void commitJob(JobContext job) throws IOException {
        int master = job.getConfiguration().getInt(MRJobConfig.APPLICATION_ATTEMPT_ID, 1);
        if (master == 1) {
          kill();
        }
        super.commitJob(job);
        if (master == 2) {
          kill();
        }
      }
    };
  }

  private static void kill() throws IOException {
    try {
      StrikingMapper.killThisJvm();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
