package dev.sluice.mapreduce.job;

import dev.sluice.io.LoadCounter;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Publishes counters of a running task to Hadoop, in the group of {@link LoadCounter}. Their number
 * does not depend on the cluster, because Hadoop allows a job 120 counters by default and fails it
 * beyond that. Thread-safe: Hadoop's counters are not, and are changed only here.
 *
 * @param <E> the counters
 */
public final class PublishedCounters<E extends Enum<E>> {

  private final Map<E, Counter> counters;
  private final Map<E, Long> published;

  private PublishedCounters(Class<E> type) {
    counters = new EnumMap<>(type);
    published = new EnumMap<>(type);
  }

  /** Creates the counters of a task, all of them at zero. */
  public static <E extends Enum<E>> PublishedCounters<E> of(
      TaskAttemptContext task, Class<E> type) {
    PublishedCounters<E> all = new PublishedCounters<>(type);
    for (E counter : type.getEnumConstants()) {
      all.counters.put(counter, task.getCounter(LoadCounter.GROUP, counter.name()));
      all.published.put(counter, 0L);
    }
    return all;
  }

  /** Updates the counters to their values; a smaller value is outdated and ignored. */
  public synchronized void publish(ToLongFunction<E> value) {
    counters.forEach(
        (counter, hadoop) -> {
          long now = value.applyAsLong(counter);
          if (now > published.get(counter)) {
            hadoop.increment(now - published.put(counter, now));
          }
        });
  }
}
