package dev.sluice.mapreduce.input;

import dev.sluice.io.LoadCounter;
import dev.sluice.io.ReadCounter;
import dev.sluice.read.ReadCounts;
import java.util.EnumMap;
import java.util.Map;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Shows what a running task has read as Hadoop counters and as the task's status. */
final class LiveReadCounters {

  private final TaskAttemptContext task;
  private final String what;
  private final ReadCounts counts;
  private final Map<ReadCounter, Counter> counters = new EnumMap<>(ReadCounter.class);
  private final Map<ReadCounter, Long> shown = new EnumMap<>(ReadCounter.class);
  private long pages = -1;

  private LiveReadCounters(TaskAttemptContext task, String what, ReadCounts counts) {
    this.task = task;
    this.what = what;
    this.counts = counts;
  }

  /** The counters of a task, all of them there from the start. */
  static LiveReadCounters of(TaskAttemptContext task, String what, ReadCounts counts) {
    LiveReadCounters live = new LiveReadCounters(task, what, counts);
    for (ReadCounter counter : ReadCounter.values()) {
      live.counters.put(counter, task.getCounter(LoadCounter.GROUP, counter.name()));
      live.shown.put(counter, 0L);
    }
    return live;
  }

  /** Brings the counters up to date, and the status too if a page has come since. */
  void publish() {
    counters.forEach(
        (counter, value) -> {
          long count = counter.in(counts);
          value.increment(count - shown.put(counter, count));
        });
    if (counts.pages() != pages) {
      pages = counts.pages();
      task.setStatus(what + ": " + counts);
    }
  }
}
