package dev.sluice.mapreduce.task;

import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * A task attempt that has failed: Hadoop closes its writer all the same, which is to drop what it
 * holds and not to send it first.
 */
public final class AbandonedAttempt {

  /** What a mapper or reducer does in its {@code run}. */
  public interface Run {
    /** Does it. */
    void run() throws IOException, InterruptedException;
  }

  private AbandonedAttempt() {}

  /**
   * Marks an attempt.
   *
   * @param why the failure, for the log
   */
  public static void mark(TaskAttemptContext context, Throwable why) {
    context.getConfiguration().set(InternalKeys.ABANDONED, why.toString());
  }

  /** Runs a mapper or reducer, and marks its attempt if that fails. */
  public static void ifFails(TaskAttemptContext context, Run run)
      throws IOException, InterruptedException {
    try {
      run.run();
    } catch (IOException | InterruptedException | RuntimeException e) {
      mark(context, e);
      throw e;
    }
  }
}
