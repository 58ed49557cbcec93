package dev.sluice.fault;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.LoadCounter;
import dev.sluice.it.Documents;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import dev.sluice.it.Rest;
import dev.sluice.mapreduce.IndexJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Jobs on three real nodes of which one is killed. The last one leaves the cluster broken. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterFaultIT {

  private static final int REWRITTEN = 40;

  private static ElasticsearchServer cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster =
        ElasticsearchServer.builder()
            .nodes(3)
            .setting("cluster.fault_detection.follower_check.interval", "1s")
            .setting("cluster.fault_detection.follower_check.retry_count", "1")
            .start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static String body(int replicas) {
    return "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":"
        + replicas
        + ",\"index.unassigned.node_left.delayed_timeout\":\"0s\"}}";
  }

  private static FaultJob job(String name) {
    // Tasks find the nodes by themselves; the one that dies is given as well.
    return FaultJob.named(name).mapper(SlowMapper.class).set("sluice.nodes.discovery", "true");
  }

  private static String urls() {
    return String.join(",", cluster.urls());
  }

  @Test
  @Order(1)
  void a_node_killed_in_mid_load_loses_nothing_where_there_is_a_replica() throws Exception {
    try (Index index = cluster.index("replica").create(body(1))) {
      cluster.rest().get("/_cluster/health/" + index.name() + "?wait_for_status=green");
      SlowMapper.reset(FaultJob.DOCUMENTS / 3, () -> kill(2));
      FaultJob job =
          job("one of three nodes killed, with a replica").set("sluice.bulk.retry.timeout", "3m");

      FaultRun run = job.run(urls(), index.name());

      Ledger.closes(run, RealIndex.of(cluster.rest(), index.name()));
      assertThat(run.counter("RESENT")).isPositive();
    }
    cluster.restart(2);
  }

  @Test
  @Order(2)
  void a_node_killed_in_mid_load_fails_the_job_where_there_is_no_replica() throws Exception {
    try (Index index = cluster.index("alone").create(body(0))) {
      cluster.rest().get("/_cluster/health/" + index.name() + "?wait_for_status=green");
      SlowMapper.reset(FaultJob.DOCUMENTS / 3, () -> kill(2));
      FaultJob job =
          job("one of three nodes killed, without a replica")
              .set("sluice.bulk.retry.timeout", "5s")
              .set("sluice.http.timeout", "3s");

      FaultRun run = job.run(urls(), index.name());

      cluster.restart(2);
      Ledger.failed(run, RealIndex.of(cluster.rest(), index.name()), "gave up");
    }
  }

  @Test
  @Order(3)
  void a_copy_since_the_last_one_continues_after_a_primary_was_killed() throws Exception {
    try (Index from = cluster.index("from").create(body(1));
        Index to = cluster.index("to").create(body(1))) {
      Rest rest = cluster.rest();
      Map<String, String> documents =
          IntStream.range(0, 500).boxed().collect(toMap(i -> "d" + i, i -> "{\"n\":" + i + "}"));
      Documents.put(rest, from.name(), documents);
      rest.get("/_cluster/health/" + from.name() + "?wait_for_status=green");
      AtomicBoolean ends = new AtomicBoolean();
      Thread writer = new Thread(() -> rewrite(from.name(), ends));
      writer.start();
      long changed;
      try {
        assertThat(copied(from, to, "all")).isGreaterThanOrEqualTo(500);
        int killed = nodeWithPrimary(from.name());
        cluster.kill(killed);
        rest.get("/_cluster/health/" + from.name() + "?wait_for_status=yellow");
        rest.put("/" + from.name() + "/_doc/late", "{\"n\":1}");
        changed = copied(from, to, "last");
        cluster.restart(killed);
      } finally {
        ends.set(true);
        writer.join();
      }

      copied(from, to, "last");

      assertThat(changed).isBetween(1L, 1L + REWRITTEN);
      assertThat(Set.copyOf(RealIndex.of(rest, to.name()).documents()))
          .isEqualTo(Set.copyOf(RealIndex.of(rest, from.name()).documents()))
          .extracting(GroundTruth.Found::id)
          .contains("late");
    }
  }

  /** Writes a few documents again and again; while a shard has no primary, this fails. */
  private static void rewrite(String index, AtomicBoolean ends) {
    for (int i = 0; !ends.get(); i++) {
      try {
        String document = "/" + index + "/_doc/d" + i % REWRITTEN;
        cluster.rest().put(document + "?timeout=1s", "{\"n\":" + (1_000 + i) + "}");
      } catch (AssertionError | UncheckedIOException e) {
        // The shard has no primary for a moment.
      }
    }
  }

  /** How many documents a copy wrote. */
  private static long copied(Index from, Index to, String since) throws Exception {
    Path target = Files.createDirectories(Paths.get("target").toAbsolutePath());
    Path home = Files.createTempDirectory(target, "fault-");
    Configuration conf = FaultJob.local(home);
    conf.set("sluice.copy.since", since);
    conf.set("sluice.job.dir", home.resolve("job").toString());
    Job job = Job.getInstance(conf, "copy since " + since);
    IndexJob.copyFrom(job, from.name());
    IndexJob.writeTo(job, urls(), to.name());
    assertThat(job.waitForCompletion(false)).isTrue();
    return LoadCounter.INDEXED.in(job.getCounters());
  }

  private static int nodeWithPrimary(String index) {
    Matcher node =
        Pattern.compile("p node-([12])")
            .matcher(cluster.rest().get("/_cat/shards/" + index + "?h=prirep,node"));
    assertThat(node.find()).isTrue();
    return Integer.parseInt(node.group(1));
  }

  @Test
  @Order(4)
  void a_node_killed_in_mid_read_fails_the_attempt_and_the_next_reads_a_replica() throws Exception {
    int documents = 3_000;
    // The test itself asks node 0.
    String body =
        "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":1,"
            + "\"index.routing.allocation.exclude._name\":\"node-0\"}}";
    try (Index index = cluster.index("read").create(body)) {
      Documents.put(cluster.rest(), index.name(), documents);
      cluster.rest().get("/_cluster/health/" + index.name() + "?wait_for_status=green");
      Job job =
          ReadAttempt.job(
              urls(), index.name(), "sluice.read.page.size", "16kb", "sluice.read.memory", "128kb");
      InputSplit split = ReadAttempt.split(job);
      try (ReadAttempt first = ReadAttempt.start(job, split)) {
        first.take(1);
        cluster.kill(nodeWithContext());
        assertThatThrownBy(first::takeAll)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("point in time on shard 0 of " + index + " is lost");
      }
      try (ReadAttempt second = ReadAttempt.start(job, split)) {
        assertThat(second.takeAll().taken()).isEqualTo(documents);
      }
    }
  }

  private static int nodeWithContext() {
    Matcher node =
        Pattern.compile("\"name\":\"node-(\\d)\"[^}]*\"open_contexts\":1")
            .matcher(
                cluster
                    .rest()
                    .get(
                        "/_nodes/stats/indices/search?filter_path=nodes.*.name,"
                            + "nodes.*.indices.search.open_contexts"));
    assertThat(node.find()).isTrue();
    return Integer.parseInt(node.group(1));
  }

  private static void kill(int node) {
    try {
      cluster.kill(node);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
