package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.job.EngineCounts;
import dev.sluice.mapreduce.job.PublishedCounters;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Publishes the counts of a running load as Hadoop counters and as the status of the task. Bytes by
 * node are only in the manifest, because their number grows with the cluster. Thread-safe.
 */
final class LiveCounters {

  private final TaskAttemptContext task;
  private final PublishedCounters<LoadCounter> counters;
  private String status = "";

  private LiveCounters(TaskAttemptContext task) {
    this.task = task;
    counters = PublishedCounters.of(task, LoadCounter.class);
  }

  /** Creates the counters of a task, all of them at zero. */
  static LiveCounters of(TaskAttemptContext task) {
    return new LiveCounters(task);
  }

  /** Updates the counters, and the status if its text has changed. */
  synchronized void publish(BulkCounts now) {
    counters.publish(counter -> EngineCounts.of(counter, now));
    // Hadoop takes a new status for progress, so an unchanged one must not be set again.
    String text = now.toString();
    if (!text.equals(status)) {
      status = text;
      task.setStatus(text);
    }
  }
}
