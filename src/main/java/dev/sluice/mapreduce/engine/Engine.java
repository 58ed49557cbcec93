package dev.sluice.mapreduce.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.LocalJobRunner;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * The engine that runs a job. Hadoop's formats are also used by other engines, which promise less
 * about a task than MapReduce does. This type is the only one that knows what differs.
 */
public enum Engine {
  /** Hadoop MapReduce, including its local job runner. */
  MAPREDUCE,
  /** Apache Spark. */
  SPARK,
  /** Any other engine. */
  OTHER;

  private static final String SUBMITTING = "mapred.mapper.new-api";

  /** The engine of a job or task. */
  public static Engine of(JobContext job) {
    if (job instanceof Job || isOfHadoop(job) || isBeingSubmitted(job)) {
      return MAPREDUCE;
    }
    return SparkProcess.find(job.getConfiguration()).isPresent() ? SPARK : OTHER;
  }

  /** Whether Hadoop runs the MapReduce jobs of a configuration in this process. */
  public static boolean isLocal(Configuration conf) {
    return conf.get(MRConfig.FRAMEWORK_NAME, MRConfig.LOCAL_FRAMEWORK_NAME)
        .equals(MRConfig.LOCAL_FRAMEWORK_NAME);
  }

  /** Whether Hadoop has submitted the job: the configuration belongs to this very job. */
  private static boolean isOfHadoop(JobContext job) {
    String submitted = job.getConfiguration().get(MRJobConfig.MAPREDUCE_JOB_DIR, "");
    return !submitted.isEmpty()
        && job.getJobID() != null
        && new Path(submitted).getName().equals(job.getJobID().toString());
  }

  /** Whether Hadoop is submitting a job of the old API, which does not pass the job itself. */
  private static boolean isBeingSubmitted(JobContext job) {
    // The old API passes an empty id; the configuration may be a copy of another job's.
    boolean unnamed = job.getJobID() == null || job.getJobID().getJtIdentifier().isEmpty();
    Configuration conf = job.getConfiguration();
    return !(job instanceof TaskAttemptContext)
        && conf.get(SUBMITTING) != null
        && (unnamed || conf.get(MRJobConfig.MAPREDUCE_JOB_DIR) == null);
  }

  /** Whether map tasks get the same records in each attempt if their input format does so. */
  public boolean repeatsRecords() {
    return this == MAPREDUCE;
  }

  /** The same for a task. */
  public static boolean repeatsRecords(TaskAttemptContext task) {
    TaskType type = task.getTaskAttemptID().getTaskType();
    String attempt = task.getConfiguration().get(MRJobConfig.TASK_ATTEMPT_ID);
    // Spark puts the id of one attempt into the configuration of all tasks.
    return of(task).repeatsRecords()
        && type == TaskType.MAP
        && task.getTaskAttemptID().toString().equals(attempt);
  }

  /** Whether a job can turn off speculative execution for its tasks. */
  public boolean canTurnOffSpeculation() {
    return this == MAPREDUCE;
  }

  /** Whether the engine aborts a job if its setup fails. */
  public boolean abortsFailedSetup() {
    return this == MAPREDUCE;
  }

  /** Whether users see the counters of tasks. */
  public boolean showsCounters() {
    return this == MAPREDUCE;
  }

  /** Whether the committer of the output format always runs, so that its files must be there. */
  public boolean alwaysCommits() {
    return this == SPARK;
  }

  /** Whether each task has the configuration and the credentials that submission completed. */
  public boolean carriesSubmission() {
    return this == MAPREDUCE;
  }

  /**
   * The configuration key that turns on speculative execution.
   *
   * @param reduces whether reduce tasks write
   */
  public String speculationKey(boolean reduces) {
    if (this == SPARK) {
      return SparkProcess.SPECULATION;
    }
    return reduces ? MRJobConfig.REDUCE_SPECULATIVE : MRJobConfig.MAP_SPECULATIVE;
  }

  /**
   * Whether the engine may run two attempts of a task at the same time. False if unknown.
   *
   * @param unset the value if MapReduce's key is not set
   */
  public boolean isSpeculative(Configuration conf, boolean reduces, boolean unset) {
    switch (this) {
      case MAPREDUCE:
        return conf.getBoolean(speculationKey(reduces), unset);
      case SPARK:
        return SparkProcess.find(conf).map(SparkProcess::isSpeculative).orElse(false);
      case OTHER:
        return false;
    }
    throw new AssertionError(this);
  }

  /** The maximum number of tasks that run concurrently, if the settings of the engine limit it. */
  public OptionalInt slots(Configuration conf) {
    return this == SPARK
        ? SparkProcess.find(conf).map(SparkProcess::slots).orElse(OptionalInt.empty())
        : OptionalInt.empty();
  }

  /**
   * The expected number of concurrent tasks; empty if unknown.
   *
   * @param slots the result of {@link #slots} in the driver
   */
  public OptionalInt concurrentTasks(TaskAttemptContext task, OptionalInt slots) {
    Configuration conf = task.getConfiguration();
    switch (this) {
      case MAPREDUCE:
        return OptionalInt.of(
            ofHadoop(conf, task.getTaskAttemptID().getTaskType() == TaskType.REDUCE));
      case SPARK:
        Optional<SparkProcess> spark = SparkProcess.find(conf);
        return smaller(spark.map(SparkProcess::partitions).orElse(OptionalInt.empty()), slots);
      case OTHER:
        return OptionalInt.empty();
    }
    throw new AssertionError(this);
  }

  private static OptionalInt smaller(OptionalInt one, OptionalInt other) {
    if (!one.isPresent() || !other.isPresent()) {
      return one.isPresent() ? one : other;
    }
    return OptionalInt.of(Math.min(one.getAsInt(), other.getAsInt()));
  }

  private static int ofHadoop(Configuration conf, boolean reduces) {
    int all = conf.getInt(reduces ? MRJobConfig.NUM_REDUCES : MRJobConfig.NUM_MAPS, 1);
    int limit =
        conf.getInt(
            reduces ? MRJobConfig.JOB_RUNNING_REDUCE_LIMIT : MRJobConfig.JOB_RUNNING_MAP_LIMIT, 0);
    if (MRConfig.LOCAL_FRAMEWORK_NAME.equals(conf.get(MRConfig.FRAMEWORK_NAME))) {
      limit =
          conf.getInt(
              reduces ? LocalJobRunner.LOCAL_MAX_REDUCES : LocalJobRunner.LOCAL_MAX_MAPS, 1);
    }
    return Math.max(1, limit > 0 ? Math.min(all, limit) : all);
  }

  /** Its name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
