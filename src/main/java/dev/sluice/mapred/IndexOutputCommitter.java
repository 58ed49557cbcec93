package dev.sluice.mapred;

import dev.sluice.mapreduce.IndexOutputFormat;
import java.io.IOException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobContext;
import org.apache.hadoop.mapred.OutputCommitter;
import org.apache.hadoop.mapred.TaskAttemptContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * The output committer of {@link IndexOutputFormat}, or of a format that wraps it, for jobs of the
 * old API. {@link dev.sluice.mapred.IndexOutputFormat} sets it.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class IndexOutputCommitter extends OutputCommitter {

  /** The new-API format that the committer belongs to; set at submission. */
  static final String FORMAT = "sluice.internal.mapred.format";

  /** Called by Hadoop. */
  public IndexOutputCommitter() {}

  private static org.apache.hadoop.mapreduce.OutputCommitter of(
      org.apache.hadoop.mapreduce.TaskAttemptContext task) throws IOException {
    Configuration conf = task.getConfiguration();
    OutputFormat<?, ?> format =
        ReflectionUtils.newInstance(
            conf.getClass(FORMAT, IndexOutputFormat.class, OutputFormat.class), conf);
    try {
      return format.getOutputCommitter(task);
    } catch (InterruptedException e) {
      throw dev.sluice.mapred.IndexOutputFormat.interrupted("making a committer", e);
    }
  }

  /** The committer of the job; any attempt id works. */
  private static org.apache.hadoop.mapreduce.OutputCommitter ofJob(JobContext job)
      throws IOException {
    TaskID first = new TaskID(job.getJobID(), TaskType.MAP, 0);
    return of(new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID(first, 0)));
  }

  @Override
  public void setupJob(JobContext job) throws IOException {
    ofJob(job).setupJob(job);
  }

  @Override
  public void commitJob(JobContext job) throws IOException {
    ofJob(job).commitJob(job);
  }

  @Override
  public void abortJob(JobContext job, int status) throws IOException {
    for (JobStatus.State state : JobStatus.State.values()) {
      if (state.getValue() == status) {
        ofJob(job).abortJob(job, state);
        return;
      }
    }
    throw new IOException("Aborting job " + job.getJobID() + ": unknown job state " + status);
  }

  @Override
  public void setupTask(TaskAttemptContext task) throws IOException {
    of(task).setupTask(task);
  }

  @Override
  public boolean needsTaskCommit(TaskAttemptContext task) throws IOException {
    return of(task).needsTaskCommit(task);
  }

  @Override
  public void commitTask(TaskAttemptContext task) throws IOException {
    of(task).commitTask(task);
  }

  @Override
  public void abortTask(TaskAttemptContext task) throws IOException {
    of(task).abortTask(task);
  }

  @Override
  public boolean isCommitJobRepeatable(JobContext job) throws IOException {
    return ofJob(job).isCommitJobRepeatable(job);
  }

  @Override
  public boolean isRecoverySupported(JobContext job) throws IOException {
    return ofJob(job).isRecoverySupported(job);
  }

  @Override
  public void recoverTask(TaskAttemptContext task) throws IOException {
    of(task).recoverTask(task);
  }
}
