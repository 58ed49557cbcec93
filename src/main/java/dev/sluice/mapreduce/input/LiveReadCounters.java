package dev.sluice.mapreduce.input;

import dev.sluice.io.ReadCounter;
import dev.sluice.mapreduce.job.PublishedCounters;
import dev.sluice.mapreduce.metrics.MetricsSample;
import dev.sluice.read.ReadCounts;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Publishes the counts of a read as Hadoop counters and as the status of the task. */
final class LiveReadCounters {

  private final TaskAttemptContext task;
  private final String what;
  private final ReadCounts counts;
  private final PublishedCounters<ReadCounter> counters;
  private long pages = -1;

  private LiveReadCounters(TaskAttemptContext task, String what, ReadCounts counts) {
    this.task = task;
    this.what = what;
    this.counts = counts;
    counters = PublishedCounters.of(task, ReadCounter.class);
  }

  /** Creates the counters of a task, all of them at zero. */
  static LiveReadCounters of(TaskAttemptContext task, String what, ReadCounts counts) {
    return new LiveReadCounters(task, what, counts);
  }

  /** Adds the counters to a sample of the metrics, from any thread. */
  void addTo(MetricsSample sample) {
    sample.counters(ReadCounter.class, this::count);
  }

  private long count(ReadCounter counter) {
    switch (counter) {
      case READ:
        return counts.documents() - counts.unreadables();
      case READ_UNREADABLE:
        return counts.unreadables();
      case READ_BYTES:
        return counts.bytes();
      case READ_PAGES:
        return counts.pages();
      case READ_MILLIS:
        return counts.pageMillis();
      case READ_RETRIES:
        return counts.retries();
      case READ_EXTENSIONS:
        return counts.extensions();
      case READ_WAIT_MILLIS:
        return counts.waitMillis();
    }
    throw new AssertionError(counter);
  }

  /** Updates the counters, and the status if a page was read since the last call. */
  void publish() {
    counters.publish(this::count);
    if (counts.pages() != pages) {
      pages = counts.pages();
      task.setStatus(what + ": " + counts);
    }
  }
}
