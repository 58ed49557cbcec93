package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.job.EngineCounts;
import dev.sluice.mapreduce.job.PublishedCounters;
import dev.sluice.mapreduce.metrics.MetricsSample;
import dev.sluice.mapreduce.metrics.RegisteredMetrics;
import java.io.Closeable;
import java.util.function.Supplier;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Publishes the counts of a running load as Hadoop counters, as metrics and as the status of the
 * task. Bytes by node are only in the manifest, because their number grows with the cluster.
 * Thread-safe.
 */
final class LiveCounters implements Closeable {

  private final TaskAttemptContext task;
  private final PublishedCounters<LoadCounter> counters;
  private final RegisteredMetrics metrics;
  private String status = "";

  private LiveCounters(TaskAttemptContext task, RegisteredMetrics metrics) {
    this.task = task;
    this.metrics = metrics;
    counters = PublishedCounters.of(task, LoadCounter.class);
  }

  /**
   * Creates the counters of a task, all of them at zero, and registers its metrics.
   *
   * @param now the current counts, for the metrics
   */
  static LiveCounters of(TaskAttemptContext task, String index, Supplier<BulkCounts> now) {
    return new LiveCounters(
        task,
        RegisteredMetrics.ofTask("SluiceLoad", task, index, sample -> add(now.get(), sample)));
  }

  private static void add(BulkCounts now, MetricsSample sample) {
    sample
        .counters(LoadCounter.class, counter -> EngineCounts.of(counter, now))
        .gauge("Outstanding", "Documents without an outcome yet", now.outstanding());
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

  /** Sends the last metrics, and unregisters them. */
  @Override
  public void close() {
    metrics.close();
  }
}
