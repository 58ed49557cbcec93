package dev.sluice.fault;

import java.io.IOException;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The output format under test, in a job whose first application master gets SIGKILL inside {@code
 * commitJob}: before or, with {@link #AFTER} set, after what the committer does there.
 */
public final class CommitStrikeFormat extends WatchedOutputFormat {

  /** The key. */
  static final String AFTER = "fault.commit.after";

  /** For Hadoop. */
  public CommitStrikeFormat() {}

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context)
      throws IOException, InterruptedException {
    return new Watched(inner().getOutputCommitter(context)) {
      @Override
      public void commitJob(JobContext job) throws IOException {
        boolean first = job.getConfiguration().getInt(MRJobConfig.APPLICATION_ATTEMPT_ID, 1) == 1;
        boolean after = job.getConfiguration().getBoolean(AFTER, false);
        if (first && !after) {
          kill();
        }
        super.commitJob(job);
        if (first) {
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
