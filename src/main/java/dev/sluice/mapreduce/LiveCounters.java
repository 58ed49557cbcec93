package dev.sluice.mapreduce;

import dev.sluice.bulk.BulkCounts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Shows the ledger of a running task as Hadoop counters and as the task's status. Thread-safe:
 * Hadoop's counters are not, and are only ever changed in here.
 */
final class LiveCounters {

  /** Hadoop gives a job 120 counters by default, and fails it at the next. */
  private static final int MOST_NODES = 32;

  private static final String OTHERS = "others";

  private final TaskAttemptContext task;
  private final Supplier<Map<String, Long>> bytesByNode;
  private final Map<LoadCounter, Counter> counters = new EnumMap<>(LoadCounter.class);
  private final Map<LoadCounter, Long> shown = new EnumMap<>(LoadCounter.class);
  private final Map<String, Long> shownByNode = new HashMap<>();
  private String status = "";

  private LiveCounters(TaskAttemptContext task, Supplier<Map<String, Long>> bytesByNode) {
    this.task = task;
    this.bytesByNode = bytesByNode;
  }

  /** The counters of a task, all of them there from the start. */
  static LiveCounters of(TaskAttemptContext task, Supplier<Map<String, Long>> bytesByNode) {
    LiveCounters live = new LiveCounters(task, bytesByNode);
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
    bytesByNode.get().forEach(this::publish);
    // Hadoop takes a new status for progress, and an old one repeated must not be that.
    String text = now.toString();
    if (!text.equals(status)) {
      status = text;
      task.setStatus(text);
    }
  }

  private void publish(String node, long bytes) {
    long before = shownByNode.getOrDefault(node, 0L);
    if (bytes > before) {
      shownByNode.put(node, bytes);
      String counter = shownByNode.size() > MOST_NODES ? OTHERS : node;
      task.getCounter(SentBytes.GROUP, counter).increment(bytes - before);
    }
  }
}
