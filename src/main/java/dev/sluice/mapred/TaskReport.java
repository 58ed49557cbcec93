package dev.sluice.mapred;

import org.apache.hadoop.mapred.Counters;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.StatusReporter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.Progressable;

/**
 * Forwards status and counters of the new API to a task of the old API. Counters are dropped if the
 * task has no reporter.
 */
final class TaskReport extends StatusReporter {

  private final Progressable task;
  private final Reporter reporter;
  private final Counters unseen = new Counters();

  private TaskReport(Progressable task) {
    this.task = task;
    reporter = task instanceof Reporter ? (Reporter) task : Reporter.NULL;
  }

  /** The task context for a configuration. */
  static TaskAttemptContext context(JobConf job, Progressable task) {
    TaskAttemptID attempt = TaskAttemptID.forName(job.get(MRJobConfig.TASK_ATTEMPT_ID));
    return new TaskAttemptContextImpl(job, attempt, new TaskReport(task));
  }

  @Override
  public Counter getCounter(Enum<?> name) {
    Counter counter = reporter.getCounter(name);
    return counter == null ? unseen.findCounter(name) : counter;
  }

  @Override
  public Counter getCounter(String group, String name) {
    Counter counter = reporter.getCounter(group, name);
    return counter == null ? unseen.findCounter(group, name) : counter;
  }

  @Override
  public void progress() {
    task.progress();
  }

  @Override
  public float getProgress() {
    return reporter.getProgress();
  }

  @Override
  public void setStatus(String status) {
    reporter.setStatus(status);
  }
}
