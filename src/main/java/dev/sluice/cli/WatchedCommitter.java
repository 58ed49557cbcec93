package dev.sluice.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/**
 * The job's own committer, whose failures are noted; see {@link LocalFailure}. The local runner
 * makes a job's committer with the configuration from before the checks at submit, which put into
 * it what the committer needs; so the real one is made at its first use, with the job's final one.
 */
final class WatchedCommitter extends OutputCommitter {

  private final OutputFormat<?, ?> format;
  private final TaskAttemptID attempt;
  private OutputCommitter made;

  WatchedCommitter(OutputFormat<?, ?> format, TaskAttemptID attempt) {
    this.format = format;
    this.attempt = attempt;
  }

  private OutputCommitter committer(JobContext context) throws IOException {
    if (made == null) {
      try {
        made =
            format.getOutputCommitter(
                new TaskAttemptContextImpl(context.getConfiguration(), attempt));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while making the committer");
      }
    }
    return made;
  }

  @Override
  public void setupJob(JobContext context) throws IOException {
    try {
      committer(context).setupJob(context);
    } catch (IOException | RuntimeException e) {
      LocalFailure.note(context.getConfiguration(), e);
      throw e;
    }
  }

  @Override
  public void commitJob(JobContext context) throws IOException {
    try {
      committer(context).commitJob(context);
    } catch (IOException | RuntimeException e) {
      LocalFailure.note(context.getConfiguration(), e);
      throw e;
    }
  }

  @Override
  public void abortJob(JobContext context, JobStatus.State state) throws IOException {
    committer(context).abortJob(context, state);
  }

  @Override
  public void setupTask(TaskAttemptContext context) throws IOException {
    committer(context).setupTask(context);
  }

  @Override
  public boolean needsTaskCommit(TaskAttemptContext context) throws IOException {
    return committer(context).needsTaskCommit(context);
  }

  @Override
  public void commitTask(TaskAttemptContext context) throws IOException {
    try {
      committer(context).commitTask(context);
    } catch (IOException | RuntimeException e) {
      LocalFailure.note(context.getConfiguration(), e);
      throw e;
    }
  }

  @Override
  public void abortTask(TaskAttemptContext context) throws IOException {
    committer(context).abortTask(context);
  }
}
