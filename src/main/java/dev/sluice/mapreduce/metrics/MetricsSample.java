package dev.sluice.mapreduce.metrics;

import dev.sluice.io.LoadCounter;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.apache.hadoop.metrics2.MetricsRecordBuilder;
import org.apache.hadoop.metrics2.lib.Interns;

/** One record of a source, while it is filled. Used by one thread. */
public final class MetricsSample {

  private final MetricsRecordBuilder record;

  MetricsSample(MetricsRecordBuilder record) {
    this.record = record;
  }

  /** Adds all counters of a type: {@code BULK_BYTES} becomes {@code BulkBytes}. */
  public <E extends Enum<E>> MetricsSample counters(Class<E> type, ToLongFunction<E> value) {
    for (E counter : type.getEnumConstants()) {
      String description = "Counter " + counter.name() + " of the group " + LoadCounter.GROUP;
      record.addCounter(Interns.info(name(counter), description), value.applyAsLong(counter));
    }
    return this;
  }

  /** Adds a value that can also become smaller. */
  public MetricsSample gauge(String name, String description, long value) {
    record.addGauge(Interns.info(name, description), value);
    return this;
  }

  private static String name(Enum<?> counter) {
    StringBuilder name = new StringBuilder();
    for (String word : counter.name().split("_")) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }
}
