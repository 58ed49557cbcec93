package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.it.Documents;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs on a real server of their own that has little of everything, and that is killed. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ServerFaultIT {

  private static ElasticsearchServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        ElasticsearchServer.builder()
            .setting("thread_pool.write.size", "1")
            .setting("thread_pool.write.queue_size", "1")
            .setting("indexing_pressure.memory.limit", "2mb")
            .setting("http.max_content_length", "1mb")
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static long sum(String path, String field) {
    Matcher value = Pattern.compile("\"" + field + "\":(\\d+)").matcher(server.rest().get(path));
    long sum = 0;
    while (value.find()) {
      sum += Long.parseLong(value.group(1));
    }
    return sum;
  }

  @Test
  void a_write_queue_of_one_under_four_tasks_loses_nothing() throws Exception {
    String stats = "/_nodes/stats/thread_pool?filter_path=nodes.*.thread_pool.write.rejected";
    try (Index index = server.index("queue")) {
      long before = sum(stats, "rejected");

      FaultRun run = FaultJob.named("write queue of 1, 4 tasks").run(server.url(), index.name());

      Ledger.closes(run, RealIndex.of(server.rest(), index.name()));
      assertThat(sum(stats, "rejected")).as("rejections").isGreaterThan(before);
      assertThat(run.counter("RESENT")).isPositive();
    }
  }

  @Test
  void little_memory_for_indexing_under_four_tasks_loses_nothing() throws Exception {
    String stats = "/_nodes/stats/indexing_pressure?filter_path=nodes.*.indexing_pressure";
    try (Index index = server.index("pressure")) {
      FaultJob job =
          FaultJob.named("indexing_pressure.memory.limit 2mb", Workload.heavy(1_500, 4, 8_000))
              .set("sluice.bulk.actions", "1000")
              .set("sluice.bulk.size", "700kb");

      FaultRun run = job.run(server.url(), index.name());

      Ledger.closes(run, RealIndex.of(server.rest(), index.name()));
      assertThat(sum(stats, "coordinating_rejections")).as("rejections").isPositive();
    }
  }

  @Test
  void requests_larger_than_the_server_takes_are_split() throws Exception {
    try (Index index = server.index("long")) {
      FaultJob job =
          FaultJob.named("413 of a real server", Workload.heavy(1_000, 2, 8_000))
              .set("sluice.bulk.size", "3mb")
              .set("sluice.bulk.actions", "10000");

      FaultRun run = job.run(server.url(), index.name());

      Ledger.closes(run, RealIndex.of(server.rest(), index.name()));
      assertThat(run.counter("RESENT")).isPositive();
    }
  }

  @Test
  void a_document_larger_than_the_server_takes_is_rejected_alone() throws Exception {
    try (Index index = server.index("long")) {
      FaultJob job =
          FaultJob.named(
                  "document larger than http.max_content_length",
                  Workload.heavy(200, 2, 8_000).andOneOf(1_500_000))
              .set("sluice.bulk.size", "3mb")
              .set("sluice.errors.max", "1");

      FaultRun run = job.run(server.url(), index.name());

      Ledger.closes(run, RealIndex.of(server.rest(), index.name()));
      assertThat(run.counter("REJECTED")).isEqualTo(1);
    }
  }

  /** Runs a job during which the server is killed and started again. */
  private static FaultRun killedDuring(FaultJob job, Index index) throws Exception {
    try (FaultProxy proxy = FaultProxy.before(server.url())) {
      proxy.when(
          number -> {
            if (number == 15) {
              server.kill(0);
              new Thread(ServerFaultIT::restart, "restart").start();
            }
          });
      return job.set("sluice.bulk.retry.timeout", "4m").run(proxy.url(), index.name());
    }
  }

  @Test
  void a_server_killed_in_mid_load_and_started_again_loses_nothing() throws Exception {
    try (Index index = server.index("killed")) {
      FaultRun run = killedDuring(FaultJob.named("server killed, durability request"), index);

      Ledger.closes(run, RealIndex.of(server.rest(), index.name()));
      assertThat(run.counter("RESENT")).isPositive();
    }
  }

  @Test
  void a_server_killed_in_load_mode_fails_the_job_and_the_settings_are_put_back() throws Exception {
    try (Index index = server.index("killed")) {
      FaultJob job =
          FaultJob.named("server killed, durability async in load mode")
              .set("sluice.index.load-mode", "bulk");

      FaultRun run = killedDuring(job, index);

      // What was acknowledged may be gone, which is what the message says.
      Ledger.failed(run, RealIndex.of(server.rest(), index.name()), "lost its primary");
      assertThat(server.rest().get("/" + index.name() + "/_settings")).doesNotContain("async");
      assertThat(server.rest().get("/" + index.name() + "/_mapping")).doesNotContain("sluice");
    }
  }

  @Test
  void a_point_in_time_that_is_lost_fails_the_attempt_and_the_next_reads_all() throws Exception {
    int documents = 3_000;
    String body = "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":0}}";
    try (Index index = server.index("read").create(body)) {
      Documents.put(server.rest(), index.name(), documents);
      Job job =
          ReadAttempt.job(
              server.url(),
              index.name(),
              "sluice.read.page.size",
              "16kb",
              "sluice.read.memory",
              "128kb");
      try (ReadAttempt first = ReadAttempt.start(job)) {
        first.take(1);
        server.kill(0);
        server.restart(0);
        assertThatThrownBy(first::takeAll)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("point in time on shard 0 of " + index + " is lost")
            .hasMessageContaining("A new task attempt reads the shard from the start");
      }
      try (ReadAttempt second = ReadAttempt.start(job)) {
        assertThat(second.takeAll().taken()).isEqualTo(documents);
      }
    }
  }

  private static void restart() {
    try {
      server.restart(0);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
