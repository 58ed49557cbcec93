package dev.sluice.mapreduce.task;

import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Marks a failed task attempt. Hadoop still closes its writer, which must discard pending documents
 * instead of sending them.
 */
public final class AbandonedAttempt {

  /** The {@code run} method of a mapper or reducer. */
  public interface Run {
    /** Runs it. */
    void run() throws IOException, InterruptedException;
  }

  private AbandonedAttempt() {}

  /**
   * Marks an attempt as failed.
   *
   * @param why the failure, for the log
   */
  public static void mark(TaskAttemptContext context, Throwable why) {
    context.getConfiguration().set(InternalKeys.ABANDONED, why.toString());
  }

  /** Whether an attempt is marked as failed. */
  public static boolean isMarked(TaskAttemptContext context) {
    return context.getConfiguration().get(InternalKeys.ABANDONED) != null;
  }

  /** Runs a mapper or reducer, and marks its attempt if it fails. */
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
