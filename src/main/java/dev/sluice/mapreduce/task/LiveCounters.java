package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.job.EngineCounts;
import dev.sluice.mapreduce.job.PublishedCounters;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The counts of a running load as Hadoop counters and as the task's status. Bytes by node are in
 * the manifest alone, since their number grows with the cluster. Thread-safe.
 */
final class LiveCounters {

  private final TaskAttemptContext task;
  private final PublishedCounters<LoadCounter> counters;
  private String status = "";

  private LiveCounters(TaskAttemptContext task) {
    this.task = task;
    counters = PublishedCounters.of(task, LoadCounter.class);
  }

  /** The counters of a task, all of them there from the start. */
  static LiveCounters of(TaskAttemptContext task) {
    return new LiveCounters(task);
  }

  /** Brings the counters up to the counts, and the status too if it reads otherwise. */
  synchronized void publish(BulkCounts now) {
    counters.publish(counter -> EngineCounts.of(counter, now));
    // Hadoop takes a new status for progress, and an old one repeated must not be that.
    String text = now.toString();
    if (!text.equals(status)) {
      status = text;
      task.setStatus(text);
    }
  }
}
