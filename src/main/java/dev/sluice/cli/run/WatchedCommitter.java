package dev.sluice.cli.run;

import java.io.IOException;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Wraps the committer of a job and records its failures; see {@link LocalRun}. */
final class WatchedCommitter extends OutputCommitter {

  private final OutputCommitter committer;

  WatchedCommitter(OutputCommitter committer) {
    this.committer = committer;
  }

  @Override
  public void setupJob(JobContext context) throws IOException {
    try {
      committer.setupJob(context);
    } catch (IOException | RuntimeException e) {
      LocalRun.note(context.getConfiguration(), e);
      throw e;
    }
  }

  @Override
  public void commitJob(JobContext context) throws IOException {
    try {
      committer.commitJob(context);
    } catch (IOException | RuntimeException e) {
      LocalRun.note(context.getConfiguration(), e);
      throw e;
    }
  }

  @Override
  public void abortJob(JobContext context, JobStatus.State state) throws IOException {
    committer.abortJob(context, state);
  }

  @Override
  public void setupTask(TaskAttemptContext context) throws IOException {
    committer.setupTask(context);
  }

  @Override
  public boolean needsTaskCommit(TaskAttemptContext context) throws IOException {
    return committer.needsTaskCommit(context);
  }

  @Override
  public void commitTask(TaskAttemptContext context) throws IOException {
    try {
      committer.commitTask(context);
    } catch (IOException | RuntimeException e) {
      LocalRun.note(context.getConfiguration(), e);
      throw e;
    }
  }

  @Override
  public void abortTask(TaskAttemptContext context) throws IOException {
    committer.abortTask(context);
  }
}
