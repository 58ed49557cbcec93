package dev.sluice.fault;

import java.io.IOException;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The output format under test, in a job whose second application master gets SIGKILL inside {@code
 * commitJob}, before what the committer does there, and whose third one gets it after that. The
 * test kills the first.
 */
public final class CommitStrikeFormat extends WatchedOutputFormat {

  /** How many application masters such a job needs. */
  static final int MASTERS = 4;

  /** For Hadoop. */
  public CommitStrikeFormat() {}

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context)
      throws IOException, InterruptedException {
    return new Watched(inner().getOutputCommitter(context)) {
      @Override
      public void commitJob(JobContext job) throws IOException {
        int master = job.getConfiguration().getInt(MRJobConfig.APPLICATION_ATTEMPT_ID, 1);
        if (master == 2) {
          kill();
        }
        super.commitJob(job);
        if (master == 3) {
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
