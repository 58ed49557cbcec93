package dev.sluice.cli.run;

import dev.sluice.io.LoadCounter;
import dev.sluice.io.ReadCounter;
import dev.sluice.mapreduce.metrics.MetricsSample;
import dev.sluice.mapreduce.metrics.RegisteredMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of the job that a command runs. Hadoop starts a metrics system in its tasks, but not
 * in a command, so a command starts one if its configuration has a sink for it. It starts before
 * the local job runner does the same under another name.
 */
final class JobMetrics {

  private static final Logger log = LoggerFactory.getLogger(JobMetrics.class);

  private static final String SYSTEM = "sluice";
  private static final String SINKS = SYSTEM + ".sink.";

  /** As Hadoop looks for them. */
  private static final String[] FILES = {
    "hadoop-metrics2-" + SYSTEM + ".properties", "hadoop-metrics2.properties"
  };

  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private JobMetrics() {}

  /** Starts the metrics system of this process, once, if a sink is configured for it. */
  static void startSystem() {
    try {
      if (hasSink(Thread.currentThread().getContextClassLoader())
          && STARTED.compareAndSet(false, true)) {
        DefaultMetricsSystem.initialize(SYSTEM);
      }
    } catch (IOException | RuntimeException e) {
      log.warn("Metrics: the command has none: {}", e.toString());
    }
  }

  private static boolean hasSink(ClassLoader loader) throws IOException {
    for (String file : FILES) {
      try (InputStream in = loader.getResourceAsStream(file)) {
        if (in != null) {
          Properties keys = new Properties();
          keys.load(in);
          return keys.stringPropertyNames().stream().anyMatch(key -> key.startsWith(SINKS));
        }
      }
    }
    return false;
  }

  /**
   * Registers the figures of a submitted job; the caller closes them.
   *
   * @param name the target of the job, such as an index
   * @param now the last counters of the job, for any thread
   */
  static RegisteredMetrics register(Job job, String name, Supplier<JobCounters> now) {
    return RegisteredMetrics.ofJob(
        "SluiceJob", job.getJobID().toString(), name, sample -> add(now.get(), sample));
  }

  private static void add(JobCounters now, MetricsSample sample) {
    sample
        .counters(LoadCounter.class, now::of)
        .counters(ReadCounter.class, now::of)
        .gauge(
            "Outstanding",
            "Documents without an outcome yet",
            now.of(LoadCounter.GIVEN) - now.settled());
  }
}
