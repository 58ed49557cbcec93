package dev.sluice.mapreduce.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.Attempt;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.metrics2.MetricsSystem;
import org.apache.hadoop.metrics2.impl.MetricsSystemImpl;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real metrics system, with the sink for files that its configuration names. */
class RegisteredMetricsTest {

  @TempDir Path dir;

  private final AtomicLong indexed = new AtomicLong();
  private MetricsSystem earlier;
  private MetricsSystem system;

  @BeforeEach
  void newSystem() {
    earlier = DefaultMetricsSystem.instance();
    system = new MetricsSystemImpl();
    DefaultMetricsSystem.setInstance(system);
  }

  @AfterEach
  void end() {
    system.shutdown();
    DefaultMetricsSystem.setInstance(earlier);
  }

  /** As Hadoop does at the beginning of a task. */
  private void start() throws IOException {
    Path out = dir.resolve("metrics");
    Files.writeString(
        dir.resolve("hadoop-metrics2.properties"),
        """
        maptask.sink.file.class=org.apache.hadoop.metrics2.sink.FileSink
        maptask.sink.file.context=sluice
        maptask.sink.file.filename=%s
        *.period=3600
        """
            .formatted(out));
    ClassLoader mine = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader withFile = new URLClassLoader(new URL[] {dir.toUri().toURL()}, mine)) {
      Thread.currentThread().setContextClassLoader(withFile);
      system.init("MapTask");
    } finally {
      Thread.currentThread().setContextClassLoader(mine);
    }
  }

  private RegisteredMetrics register(String index) {
    return RegisteredMetrics.ofTask(
        "SluiceLoad",
        Attempt.first(dir).context,
        index,
        sample ->
            sample
                .counters(LoadCounter.class, counter -> indexed.get())
                .gauge("Outstanding", "none", 7));
  }

  private List<String> written() throws IOException {
    return Files.readAllLines(dir.resolve("metrics"));
  }

  @Test
  void the_sink_gets_every_counter_with_the_attempt_and_the_index() throws IOException {
    start();
    RegisteredMetrics metrics = register("pages");
    indexed.set(3);
    system.publishMetricsNow();

    assertThat(written())
        .singleElement()
        .asString()
        .contains("sluice.SluiceLoad: Context=sluice, Job=job_17_0042")
        .contains("Attempt=attempt_17_0042_m_000007_0, Index=pages")
        .contains(" Given=3, Indexed=3,", " BulkBytes=3,", " Outstanding=7");
    metrics.close();
  }

  @Test
  void the_last_figures_are_sent_at_the_end_and_nothing_after_it() throws IOException {
    start();
    RegisteredMetrics metrics = register("pages");
    indexed.set(4);

    metrics.close();
    indexed.set(5);
    metrics.close();
    system.publishMetricsNow();

    assertThat(written()).singleElement().asString().contains(" Indexed=4,");
  }

  @Test
  @SuppressWarnings("try")
  void two_sources_of_one_attempt_do_not_disturb_each_other() throws IOException {
    start();
    try (RegisteredMetrics one = register("one");
        RegisteredMetrics two = register("two")) {
      system.publishMetricsNow();
    }

    assertThat(written().subList(0, 2))
        .anyMatch(line -> line.contains("Index=one"))
        .anyMatch(line -> line.contains("Index=two"));
  }

  @Test
  void a_process_without_a_running_metrics_system_needs_none() {
    assertThatCode(() -> register("pages").close()).doesNotThrowAnyException();
  }

  @Test
  void a_metrics_system_that_ends_before_the_task_does_not_disturb_it() throws IOException {
    start();
    RegisteredMetrics metrics = register("pages");

    system.shutdown();

    assertThatCode(metrics::close).doesNotThrowAnyException();
  }
}
