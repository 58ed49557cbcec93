package dev.sluice.mapreduce.control;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tasks of each job that write in this process. The local job runner does not say how many run;
 * it runs them in the process of the command that watches the job. Thread-safe.
 */
public final class RunningTasks {

  private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

  private RunningTasks() {}

  /** A task of the job begins to write. */
  public static void begun(String job) {
    COUNTS.merge(job, 1, Integer::sum);
  }

  /** A task that has begun ends. */
  public static void ended(String job) {
    COUNTS.computeIfPresent(job, (name, count) -> count == 1 ? null : count - 1);
  }

  /** The tasks of the job that write now. */
  public static int of(String job) {
    return COUNTS.getOrDefault(job, 0);
  }
}
