package org.elasticsearch.hadoop.mr;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Combines the committers of several formats. If one refuses a step, the following ones skip it;
 * all of them abort.
 */
final class MultiCommitter extends OutputCommitter {

  private final List<OutputCommitter> committers;

  MultiCommitter(List<OutputCommitter> committers) {
    this.committers = committers;
  }

  /** A step for each element of a list. */
  interface Step<T> {
    void on(T each) throws IOException, InterruptedException;
  }

  /** Runs a step for all elements and then throws the first failure. */
  static <T> void all(List<T> several, Step<T> step) throws IOException, InterruptedException {
    Exception failure = null;
    for (T each : several) {
      try {
        step.on(each);
      } catch (IOException | InterruptedException | RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure instanceof IOException) {
      throw (IOException) failure;
    }
    if (failure instanceof InterruptedException) {
      throw (InterruptedException) failure;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  /** Runs a step that an interrupt does not stop. */
  private void abortAll(Step<OutputCommitter> step) throws IOException {
    try {
      all(committers, step);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void setupJob(JobContext job) throws IOException {
    for (OutputCommitter committer : committers) {
      committer.setupJob(job);
    }
  }

  @Override
  public void setupTask(TaskAttemptContext task) throws IOException {
    for (OutputCommitter committer : committers) {
      committer.setupTask(task);
    }
  }

  @Override
  public boolean needsTaskCommit(TaskAttemptContext task) throws IOException {
    for (OutputCommitter committer : committers) {
      if (committer.needsTaskCommit(task)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void commitTask(TaskAttemptContext task) throws IOException {
    for (OutputCommitter committer : committers) {
      if (committer.needsTaskCommit(task)) {
        committer.commitTask(task);
      }
    }
  }

  @Override
  public void commitJob(JobContext job) throws IOException {
    for (OutputCommitter committer : committers) {
      committer.commitJob(job);
    }
  }

  @Override
  public void abortTask(TaskAttemptContext task) throws IOException {
    abortAll(committer -> committer.abortTask(task));
  }

  @Override
  public void abortJob(JobContext job, JobStatus.State state) throws IOException {
    abortAll(committer -> committer.abortJob(job, state));
  }
}
