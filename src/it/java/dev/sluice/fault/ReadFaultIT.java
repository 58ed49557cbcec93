package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.ReadCounter;
import dev.sluice.it.Documents;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import dev.sluice.it.OpenContexts;
import dev.sluice.it.Rest;
import dev.sluice.mapreduce.ReadJob;
import dev.sluice.testing.Awaiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reading through a proxy that spoils one page in three, and by tasks that are slow or killed. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ReadFaultIT {

  private static final int DOCUMENTS = 3_000;

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  private static Index index;

  @TempDir Path dir;

  @BeforeAll
  static void start() throws Exception {
    index =
        SERVER
            .index("read")
            .create("{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":0}}");
    Documents.put(SERVER.rest(), index.name(), DOCUMENTS);
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @AfterEach
  void no_point_in_time_is_left() {
    OpenContexts.none(SERVER.rest());
  }

  private ReadJob job() {
    return ReadJob.in(dir)
        .set("sluice.read.page.size", "16kb")
        .set("sluice.read.memory", "256kb")
        .set("sluice.read.retry.base", "20ms")
        .set("sluice.read.retry.cap", "200ms");
  }

  private void succeeds(ProxyFault fault, int limit, String timeout) throws Exception {
    try (FaultProxy proxy = FaultProxy.before(SERVER.url())) {
      proxy
          .at(HttpMessage::isSearch)
          .strike(number -> number % 3 == 1 && number <= limit ? fault : ProxyFault.NONE);
      ReadJob job =
          job().set("sluice.nodes.discovery", "false").set("sluice.http.timeout", timeout);

      assertThat(job.run(proxy.url(), index.name())).isTrue();

      assertThat(job.read())
          .extracting(ReadJob.Read::id)
          .doesNotHaveDuplicates()
          .hasSize(DOCUMENTS);
      assertThat(proxy.struck()).as("faults met").isPositive();
      assertThat(job.count(ReadCounter.READ_RETRIES))
          .isEqualTo(fault == ProxyFault.DELAY ? 0 : proxy.struck());
    }
  }

  private void succeeds(ProxyFault fault) throws Exception {
    succeeds(fault, Integer.MAX_VALUE, "20s");
  }

  @Test
  void a_page_refused_for_lack_of_capacity_is_asked_for_again() throws Exception {
    succeeds(ProxyFault.BUSY);
  }

  @Test
  void a_page_of_a_server_that_is_not_there_is_asked_for_again() throws Exception {
    succeeds(ProxyFault.UNAVAILABLE);
  }

  @Test
  void a_page_lost_to_a_reset_before_it_was_asked_for_is_asked_for_again() throws Exception {
    succeeds(ProxyFault.RESET_BEFORE);
  }

  @Test
  void a_page_lost_to_a_reset_on_its_way_is_asked_for_again() throws Exception {
    succeeds(ProxyFault.RESET_AFTER);
  }

  @Test
  void a_page_truncated_on_its_way_is_asked_for_again() throws Exception {
    succeeds(ProxyFault.TRUNCATE_REPLY);
  }

  @Test
  void a_page_that_never_comes_is_asked_for_again() throws Exception {
    succeeds(ProxyFault.HALF_OPEN, 8, "1s");
  }

  @Test
  void slow_pages_are_only_slow() throws Exception {
    succeeds(ProxyFault.DELAY, 8, "20s");
  }

  @Test
  void a_server_that_refuses_for_good_fails_the_job_by_its_name() throws Exception {
    try (FaultProxy proxy = FaultProxy.before(SERVER.url())) {
      proxy
          .at(HttpMessage::isSearch)
          .strike(number -> number > 5 ? ProxyFault.UNAVAILABLE : ProxyFault.NONE);
      Job job =
          ReadAttempt.job(
              proxy.url(),
              index.name(),
              "sluice.nodes.discovery",
              "false",
              "sluice.read.page.size",
              "16kb",
              "sluice.read.retry.timeout",
              "1s");

      try (ReadAttempt attempt = ReadAttempt.start(job)) {
        assertThatThrownBy(attempt::takeAll)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("consecutive failures")
            .hasMessageContaining(proxy.url())
            .hasMessageContaining("503");
      }
    }
  }

  @Test
  void a_mapper_slower_than_the_keep_alive_loses_nothing() throws Exception {
    Job job =
        ReadAttempt.job(
            SERVER.url(),
            index.name(),
            "sluice.read.keep-alive",
            "2s",
            "sluice.read.memory",
            "128kb");
    try (ReadAttempt attempt = ReadAttempt.start(job)) {
      attempt.take(1);
      awaitTheEndOfAnother("2s");

      assertThat(attempt.takeAll().taken()).isEqualTo(DOCUMENTS);
    }
  }

  /** Opens a scroll, leaves it alone, and comes back when the server has closed it. */
  private static void awaitTheEndOfAnother(String keepAlive) throws InterruptedException {
    Rest rest = SERVER.rest();
    long others = OpenContexts.count(rest);
    rest.post("/" + index + "/_search?scroll=" + keepAlive, "{}");
    Awaiting.until(
        "the end of a scroll", Duration.ofMinutes(1), () -> OpenContexts.count(rest) <= others);
  }

  @Test
  void a_job_that_is_killed_leaves_no_point_in_time_and_no_thread() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    ReadJob job =
        job()
            .when(
                number -> {
                  reading.countDown();
                  new CountDownLatch(1).await();
                });
    Job submitted = job.create(SERVER.url(), index.name());
    submitted.submit();
    reading.await();
    assertThat(OpenContexts.count(SERVER.rest())).isPositive();

    submitted.killJob();

    Awaiting.until(
        "the end of the point in time",
        Duration.ofMinutes(1),
        () -> OpenContexts.count(SERVER.rest()) == 0);
    Awaiting.until(
        "the end of all threads",
        Duration.ofMinutes(1),
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("sluice-read-")));
  }

  @Test
  void a_task_whose_jvm_is_told_to_end_closes_its_point_in_time() throws Exception {
    Process process = ReadingProcess.start(SERVER.url(), index.name(), "1h");
    assertThat(OpenContexts.count(SERVER.rest())).isPositive();

    process.destroy();

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    Awaiting.until(
        "the end of the searches that the task aborted",
        Duration.ofMinutes(1),
        () -> OpenContexts.count(SERVER.rest()) == 0);
  }

  @Test
  void what_a_task_leaves_whose_jvm_is_killed_goes_after_its_keep_alive() throws Exception {
    // Long enough to be counted on a slow machine before it ends by itself.
    Process process = ReadingProcess.start(SERVER.url(), index.name(), "15s");
    assertThat(OpenContexts.count(SERVER.rest())).isPositive();

    process.destroyForcibly().waitFor();

    Awaiting.until(
        "the end of the point in time",
        Duration.ofMinutes(1),
        () -> OpenContexts.count(SERVER.rest()) == 0);
  }
}
