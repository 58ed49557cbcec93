package dev.sluice.mapreduce.encode;

import dev.sluice.mapreduce.engine.Engine;
import dev.sluice.mapreduce.keys.InternalKeys;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;

/**
 * Tells whether a second attempt of a task writes the same records in the same order, and provides
 * the task and job names for ids. The order is fixed for a Hadoop map task that reads files with
 * one thread and writes directly. It is not fixed after a shuffle, where the values of a key come
 * in any order, nor over a table, which may change. Other engines, such as Spark, compute
 * partitions in any order, and one configuration with a single attempt id may serve all tasks.
 * Immutable.
 */
public final class RecordOrder {

  private static final RecordOrder UNKNOWN = new RecordOrder("job", "task", false, false);

  private final String job;
  private final String task;
  private final boolean fixed;
  private final boolean placed;

  private RecordOrder(String job, String task, boolean fixed, boolean placed) {
    this.job = job;
    this.task = task;
    this.fixed = fixed;
    this.placed = placed;
  }

  /** The order in a task. */
  public static RecordOrder of(TaskAttemptContext context) {
    TaskAttemptID attempt = context.getTaskAttemptID();
    boolean fixed = Engine.repeatsRecords(context) && isFixed(context);
    return of(attempt, attempt.getJobID().toString(), fixed, isPlaced(context.getConfiguration()));
  }

  private static RecordOrder of(TaskAttemptID attempt, String job, boolean fixed, boolean placed) {
    return new RecordOrder(
        job.substring("job_".length()),
        attempt.getTaskID().toString().substring("task_".length()),
        fixed,
        placed);
  }

  /** Creates a configuration for the encoder of a task, which {@link #told} reads. */
  public static Configuration tell(TaskAttemptContext context) {
    // A copy: other tasks of the process may share the original.
    Configuration own = new Configuration(context.getConfiguration());
    own.set(InternalKeys.ATTEMPT, context.getTaskAttemptID().toString());
    own.setBoolean(InternalKeys.IN_ORDER, of(context).isFixed());
    return own;
  }

  /** The order stored in a configuration; not fixed outside a task. */
  static RecordOrder told(Configuration conf) {
    String attempt = conf.get(InternalKeys.ATTEMPT);
    return attempt == null
        ? UNKNOWN
        : of(
            TaskAttemptID.forName(attempt),
            conf.get(InternalKeys.FIRST_JOB, TaskAttemptID.forName(attempt).getJobID().toString()),
            conf.getBoolean(InternalKeys.IN_ORDER, false),
            isPlaced(conf));
  }

  /** Whether the order will be fixed in each task of a job at submission. */
  public static boolean willBeFixed(JobContext job) {
    return Engine.of(job).repeatsRecords() && isFixed(job);
  }

  private static boolean isFixed(JobContext job) {
    Configuration conf = job.getConfiguration();
    return conf.getInt(MRJobConfig.NUM_REDUCES, 1) == 0 && JobInput.of(conf).isInOrder();
  }

  /** Whether ids that a job generates from the order of its records are made of their places. */
  public static boolean isPlaced(Configuration conf) {
    return conf.getBoolean(InternalKeys.PLACED_IDS, false);
  }

  boolean isFixed() {
    return fixed;
  }

  /** Whether the keys of the records are ids that are made of their places. */
  boolean isPlaced() {
    return placed;
  }

  /** The job id without its prefix; in a resumed job, that of the first one. */
  String job() {
    return job;
  }

  /** The task id without its prefix. */
  public String task() {
    return task;
  }
}
