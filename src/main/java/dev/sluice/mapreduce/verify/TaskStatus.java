package dev.sluice.mapreduce.verify;

import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.StatusReporter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** The counters, progress and status of a task, for a mapper that runs inside it. */
public class TaskStatus extends StatusReporter {

  private final TaskAttemptContext context;

  /** The status of a running task. */
  public TaskStatus(TaskAttemptContext context) {
    this.context = context;
  }

  @Override
  public Counter getCounter(Enum<?> name) {
    return context.getCounter(name);
  }

  @Override
  public Counter getCounter(String group, String name) {
    return context.getCounter(group, name);
  }

  @Override
  public void progress() {
    context.progress();
  }

  @Override
  public float getProgress() {
    return context.getProgress();
  }

  @Override
  public void setStatus(String status) {
    context.setStatus(status);
  }
}
