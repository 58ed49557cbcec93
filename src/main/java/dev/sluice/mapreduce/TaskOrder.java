package dev.sluice.mapreduce;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;

/**
 * Whether a second attempt of a task would write the same records in the same order, and how the
 * task and its job are called in ids. The order is fixed for a map task that reads files and writes
 * by itself; not behind a shuffle, where the records of one key come in any order, nor over a
 * table, which may have changed, nor with several threads. Immutable.
 */
final class TaskOrder {

  private final String job;
  private final String task;
  private final boolean fixed;

  private TaskOrder(String job, String task, boolean fixed) {
    this.job = job;
    this.task = task;
    this.fixed = fixed;
  }

  /** The order in the task that a configuration was made for. */
  static TaskOrder of(Configuration conf) {
    String attempt = conf.get(MRJobConfig.TASK_ATTEMPT_ID);
    if (attempt == null) {
      // Outside of a task, as in a test of a mapper: nothing is known of any order.
      return new TaskOrder("job", "task", false);
    }
    TaskID task = TaskAttemptID.forName(attempt).getTaskID();
    return new TaskOrder(
        task.getJobID().toString().substring("job_".length()),
        task.toString().substring("task_".length()),
        isFixed(conf));
  }

  /** Whether the order is fixed in each task of a job. */
  static boolean isFixed(Configuration conf) {
    return conf.getInt(MRJobConfig.NUM_REDUCES, 1) == 0 && JobInput.of(conf).isInOrder();
  }

  boolean isFixed() {
    return fixed;
  }

  /** The job's id, without its prefix. */
  String job() {
    return job;
  }

  /** The task's id, without its prefix. */
  String task() {
    return task;
  }
}
