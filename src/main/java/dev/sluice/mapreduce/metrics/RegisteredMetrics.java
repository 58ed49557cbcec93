package dev.sluice.mapreduce.metrics;

import java.io.Closeable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.metrics2.MetricsCollector;
import org.apache.hadoop.metrics2.MetricsRecordBuilder;
import org.apache.hadoop.metrics2.MetricsSource;
import org.apache.hadoop.metrics2.MetricsSystem;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.apache.hadoop.metrics2.lib.Interns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source in the metrics system of this process, from its registration until it is closed. The
 * process decides whether there is a running system and which sinks it has: Hadoop starts one in
 * its tasks and in the local job runner, Spark starts none. Without a running system, nothing
 * samples the source. Problems with metrics never fail a task. Thread-safe.
 */
public final class RegisteredMetrics implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(RegisteredMetrics.class);

  private static final String CONTEXT = "sluice";

  /** Makes names unique: a process can have several sources of one attempt. */
  private static final AtomicLong REGISTERED = new AtomicLong();

  private final MetricsSystem system;
  private final String source;
  private final AtomicBoolean open;

  private RegisteredMetrics(MetricsSystem system, String source, boolean open) {
    this.system = system;
    this.source = source;
    this.open = new AtomicBoolean(open);
  }

  /**
   * Registers the figures of a task attempt.
   *
   * @param record the name of the record, such as {@code SluiceLoad}
   * @param subject what is written or read, such as an index
   * @param figures adds the current figures to a sample; called by any thread until the end of
   *     {@link #close}
   */
  public static RegisteredMetrics ofTask(
      String record, TaskAttemptContext task, String subject, Consumer<MetricsSample> figures) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("Job", task.getJobID().toString());
    tags.put("Attempt", task.getTaskAttemptID().toString());
    tags.put("Index", subject);
    return register(record, tags, figures);
  }

  /**
   * Registers the figures of a job, in the process that watches it.
   *
   * @param record the name of the record
   * @param job the job id
   * @param subject what is written or read, such as an index
   * @param figures adds the current figures to a sample; called by any thread until the end of
   *     {@link #close}
   */
  public static RegisteredMetrics ofJob(
      String record, String job, String subject, Consumer<MetricsSample> figures) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("Job", job);
    tags.put("Index", subject);
    return register(record, tags, figures);
  }

  private static RegisteredMetrics register(
      String record, Map<String, String> tags, Consumer<MetricsSample> figures) {
    MetricsSystem system = DefaultMetricsSystem.instance();
    String name = record + "-" + REGISTERED.incrementAndGet();
    Source source = new Source(record, tags, figures);
    try {
      system.register(name, "Figures of Sluice", source);
      return new RegisteredMetrics(system, name, true);
    } catch (RuntimeException e) {
      log.warn("Metrics: {} was not registered; it has no metrics: {}", record, e.toString());
      return new RegisteredMetrics(system, name, false);
    }
  }

  /** Sends the last figures to the sinks, waiting at most seconds, and removes the source. */
  @Override
  public void close() {
    if (!open.compareAndSet(true, false)) {
      return;
    }
    try {
      system.publishMetricsNow();
    } catch (RuntimeException e) {
      log.warn("Metrics: the last figures of {} were not sent: {}", source, e.toString());
    } finally {
      system.unregisterSource(source);
    }
  }

  private static final class Source implements MetricsSource {

    private final String name;
    private final Map<String, String> tags;
    private final Consumer<MetricsSample> figures;

    private Source(String name, Map<String, String> tags, Consumer<MetricsSample> figures) {
      this.name = name;
      this.tags = tags;
      this.figures = figures;
    }

    @Override
    public void getMetrics(MetricsCollector collector, boolean all) {
      MetricsRecordBuilder record = collector.addRecord(name).setContext(CONTEXT);
      tags.forEach((tag, value) -> record.tag(Interns.info(tag, tag), value));
      figures.accept(new MetricsSample(record));
    }
  }
}
