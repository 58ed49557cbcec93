package dev.sluice.mapreduce.encode;

import dev.sluice.mapreduce.keys.InternalKeys;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * Whether a second attempt of a task would write the same records in the same order, and how the
 * task and its job are called in ids. The order is fixed for a map task of Hadoop's own that reads
 * files and writes by itself; not behind a shuffle, where the records of one key come in any order,
 * nor over a table, which may have changed, nor with several threads. Other engines that call the
 * format, such as Spark, compute their partitions in any order, whatever their configuration says:
 * there is one for all tasks, which may name the attempt that set the job up. Immutable.
 */
public final class RecordOrder {

  private static final RecordOrder UNKNOWN = new RecordOrder("job", "task", false);

  private final String job;
  private final String task;
  private final boolean fixed;

  private RecordOrder(String job, String task, boolean fixed) {
    this.job = job;
    this.task = task;
    this.fixed = fixed;
  }

  /** The order in a task. */
  public static RecordOrder of(TaskAttemptContext context) {
    return of(context.getTaskAttemptID(), isOfHadoop(context) && isFixed(context));
  }

  private static RecordOrder of(TaskAttemptID attempt, boolean fixed) {
    TaskID task = attempt.getTaskID();
    return new RecordOrder(
        task.getJobID().toString().substring("job_".length()),
        task.toString().substring("task_".length()),
        fixed);
  }

  /** The configuration for the encoder of a task, in which {@link #told} finds the task's order. */
  public static Configuration tell(TaskAttemptContext context) {
    // A copy: other tasks of the process may have the same one.
    Configuration own = new Configuration(context.getConfiguration());
    own.set(InternalKeys.ATTEMPT, context.getTaskAttemptID().toString());
    own.setBoolean(InternalKeys.IN_ORDER, of(context).isFixed());
    return own;
  }

  /** The order that a configuration tells of; outside of a task nothing is known of any order. */
  static RecordOrder told(Configuration conf) {
    String attempt = conf.get(InternalKeys.ATTEMPT);
    return attempt == null
        ? UNKNOWN
        : of(TaskAttemptID.forName(attempt), conf.getBoolean(InternalKeys.IN_ORDER, false));
  }

  /**
   * Whether it is a map task that Hadoop runs: its configuration was made for this very attempt,
   * and was submitted with the job that the attempt belongs to.
   */
  private static boolean isOfHadoop(TaskAttemptContext context) {
    Configuration conf = context.getConfiguration();
    TaskAttemptID attempt = context.getTaskAttemptID();
    String submitted = conf.get(MRJobConfig.MAPREDUCE_JOB_DIR, "");
    return attempt.getTaskType() == TaskType.MAP
        && attempt.toString().equals(conf.get(MRJobConfig.TASK_ATTEMPT_ID))
        && !submitted.isEmpty()
        && new Path(submitted).getName().equals(attempt.getJobID().toString());
  }

  /** Whether the order will be fixed in each task of a job that is being submitted. */
  public static boolean willBeFixed(JobContext job) {
    // Spark checks a job with the context of a task.
    return !(job instanceof TaskAttemptContext) && isFixed(job);
  }

  private static boolean isFixed(JobContext job) {
    Configuration conf = job.getConfiguration();
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
  public String task() {
    return task;
  }
}
