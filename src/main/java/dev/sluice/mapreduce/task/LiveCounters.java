package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.io.LoadCounter;
import java.util.EnumMap;
import java.util.Map;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Shows the ledger of a running task as Hadoop counters and as the task's status. Their number does
 * not grow with the cluster, since Hadoop gives a job 120 counters by default and fails it at the
 * next: bytes by node are in the ledger alone. Thread-safe: Hadoop's counters are not, and are only
 * ever changed in here.
 */
final class LiveCounters {

  private final TaskAttemptContext task;
  private final Map<LoadCounter, Counter> counters = new EnumMap<>(LoadCounter.class);
  private final Map<LoadCounter, Long> shown = new EnumMap<>(LoadCounter.class);
  private String status = "";

  private LiveCounters(TaskAttemptContext task) {
    this.task = task;
  }

  /** The counters of a task, all of them there from the start. */
  static LiveCounters of(TaskAttemptContext task) {
    LiveCounters live = new LiveCounters(task);
    for (LoadCounter counter : LoadCounter.values()) {
      live.counters.put(counter, task.getCounter(LoadCounter.GROUP, counter.name()));
      live.shown.put(counter, 0L);
    }
    return live;
  }

  /** Brings the counters up to the ledger, and the status too if it reads otherwise. */
  synchronized void publish(BulkCounts now) {
    counters.forEach(
        (counter, value) -> {
          long count = counter.in(now);
          // The ledger of a moment ago may come late, from the other thread.
          if (count > shown.get(counter)) {
            value.increment(count - shown.put(counter, count));
          }
        });
    // Hadoop takes a new status for progress, and an old one repeated must not be that.
    String text = now.toString();
    if (!text.equals(status)) {
      status = text;
      task.setStatus(text);
    }
  }
}
