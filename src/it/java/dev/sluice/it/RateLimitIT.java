package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Sluice;
import dev.sluice.testing.Awaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rate limit of a whole job, and its control while it runs. */
@Timeout(180)
final class RateLimitIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  @TempDir Path dir;

  private final List<CompletableFuture<Integer>> jobs = new ArrayList<>();

  private CompletableFuture<Integer> start(String... args) {
    CompletableFuture<Integer> job = CompletableFuture.supplyAsync(() -> Sluice.run(args));
    jobs.add(job);
    return job;
  }

  private void control(String job, String... change) {
    List<String> args = new ArrayList<>(List.of("control", dir.resolve(job).toString()));
    args.addAll(List.of(change));
    assertThat(Sluice.run(args.toArray(String[]::new))).isZero();
  }

  private void file(int number, int documents) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < documents; i++) {
      lines
          .append("{\"n\":")
          .append(i)
          .append(",\"pad\":\"")
          .append("p".repeat(100))
          .append("\"}\n");
    }
    Files.createDirectories(dir.resolve("in"));
    Files.writeString(dir.resolve("in/part-" + number + ".json"), lines, UTF_8);
  }

  /** Documents indexed so far, by the server's own count. */
  private static long indexed(Index index) {
    String stats = SERVER.rest().get("/" + index.name() + "/_stats/indexing?level=cluster");
    String total = stats.substring(stats.indexOf("\"index_total\":") + 14);
    return Long.parseLong(total.substring(0, total.indexOf(',')));
  }

  /** The documents that are indexed in a time, per second. */
  private static double perSecond(Index index, Duration time) throws InterruptedException {
    long start = System.nanoTime();
    long before = indexed(index);
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
    return (indexed(index) - before) * 1e9 / (System.nanoTime() - start);
  }

  @Test
  void eight_uneven_tasks_share_the_rate_a_change_is_obeyed_and_the_last_task_gets_all_of_it()
      throws Exception {
    for (int i = 0; i < 7; i++) {
      file(i, 4_800 + 100 * i);
    }
    file(7, 14_000);
    try (Index index = SERVER.index("rate").create("{}")) {
      CompletableFuture<Integer> job =
          start(
              "load",
              "--input",
              dir.resolve("in").toString(),
              "--index",
              index.name(),
              "--nodes",
              SERVER.url(),
              "-D",
              "mapreduce.local.map.tasks.maximum=8",
              "-D",
              "sluice.rate.documents=1600",
              "-D",
              "sluice.job.dir=" + dir.resolve("job"));
      Awaiting.until("the load", Duration.ofSeconds(60), () -> indexed(index) > 0);

      // Tasks that start one after the other share the rate with those that run already.
      TimeUnit.SECONDS.sleep(4);
      assertThat(perSecond(index, Duration.ofSeconds(8))).isBetween(1_440.0, 1_760.0);
      control("job", "rate", "3200docs");
      TimeUnit.SECONDS.sleep(3);
      assertThat(perSecond(index, Duration.ofSeconds(4))).isBetween(2_700.0, 3_900.0);
      long seven = 7 * 4_800 + 2_100;
      Awaiting.until(
          "the end of seven tasks", Duration.ofSeconds(60), () -> indexed(index) > seven + 5_400);

      // More than 8,000 documents are left: 20 seconds with the share of one in eight.
      Awaiting.until("the rest", Duration.ofSeconds(12), () -> indexed(index) == seven + 14_000);
      assertThat(job.get(60, TimeUnit.SECONDS)).isZero();
      assertThat(index.count()).isEqualTo(seven + 14_000);
    }
  }

  @Test
  void a_pause_outlasts_the_retry_deadline_the_keep_alive_and_the_lease_of_scanners()
      throws Exception {
    HBaseCluster hbase = HBaseCluster.shared();
    int count = 6_000;
    try (Table table = hbase.create("paused", null, "p");
        Index from = SERVER.index("paused-from").create("{}");
        Index copy = SERVER.index("paused-copy");
        Index rows = SERVER.index("paused-rows")) {
      fill(table, from, count);

      CompletableFuture<Integer> reindex = reindex(from, copy);
      CompletableFuture<Integer> load = load(rows, hbase);
      Awaiting.until(
          "both jobs",
          Duration.ofSeconds(60),
          () -> exists(copy) && exists(rows) && indexed(copy) > 300 && indexed(rows) > 300);
      control("reindex", "pause");
      control("table", "pause");
      TimeUnit.SECONDS.sleep(4);
      long copied = indexed(copy);
      long loaded = indexed(rows);
      TimeUnit.MILLISECONDS.sleep(HBaseCluster.SCANNER_LEASE.toMillis());

      assertThat(indexed(copy)).isEqualTo(copied).isLessThan(count);
      assertThat(indexed(rows)).isEqualTo(loaded).isLessThan(count);
      for (String job : List.of("reindex", "table")) {
        control(job, "rate", "off");
        control(job, "resume");
      }
      assertThat(reindex.get(60, TimeUnit.SECONDS)).isZero();
      assertThat(load.get(60, TimeUnit.SECONDS)).isZero();
      assertThat(copy.count()).isEqualTo(count);
      assertThat(rows.count()).isEqualTo(count);
    }
  }

  private static boolean exists(Index index) {
    return SERVER.rest().status("HEAD", "/" + index.name()) == 200;
  }

  private static void fill(Table table, Index from, int count) throws Exception {
    byte[] value = Bytes.toBytes("t".repeat(1_000));
    List<Put> puts = new ArrayList<>();
    StringBuilder bulk = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String id = "row-%06d".formatted(i);
      puts.add(new Put(Bytes.toBytes(id)).addColumn(Bytes.toBytes("p"), Bytes.toBytes("t"), value));
      bulk.append("{\"index\":{\"_id\":\"").append(id).append("\"}}\n{\"t\":\"");
      bulk.append("t".repeat(1_000)).append("\"}\n");
    }
    table.put(puts);
    SERVER.rest().post("/" + from.name() + "/_bulk?refresh=true", bulk.toString());
  }

  private CompletableFuture<Integer> reindex(Index from, Index copy) {
    return start(
        "reindex",
        "--from",
        SERVER.url() + "/" + from.name(),
        "--to",
        SERVER.url() + "/" + copy.name(),
        "-D",
        "sluice.read.keep-alive=3s",
        "-D",
        "sluice.read.memory=1mb",
        "-D",
        "sluice.bulk.memory=256kb",
        "-D",
        "sluice.bulk.size=64kb",
        "-D",
        "sluice.bulk.retry.timeout=2s",
        "-D",
        "sluice.rate.documents=400",
        "-D",
        "sluice.job.dir=" + dir.resolve("reindex"));
  }

  private CompletableFuture<Integer> load(Index rows, HBaseCluster hbase) throws Exception {
    Path mapping = Files.writeString(dir.resolve("m"), "_id = key\nt = p:t\n", UTF_8);
    List<String> args = new ArrayList<>(List.of("table", "--table", "paused"));
    args.addAll(List.of("--index", rows.name(), "--nodes", SERVER.url()));
    args.addAll(List.of("--mapping", mapping.toString()));
    args.addAll(hbase.options());
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("table")));
    args.addAll(List.of("-D", "sluice.hbase.read-ahead=64kb"));
    args.addAll(List.of("-D", "sluice.bulk.memory=256kb", "-D", "sluice.bulk.size=64kb"));
    args.addAll(List.of("-D", "sluice.bulk.retry.timeout=2s"));
    args.addAll(List.of("-D", "sluice.rate.documents=400"));
    return start(args.toArray(String[]::new));
  }

  @Test
  void a_guard_query_that_is_wrong_is_refused_and_one_without_an_index_too() throws Exception {
    file(0, 10);
    try (Index index = SERVER.index("guarded").create("{}");
        Index missing = SERVER.index("guarded-missing")) {
      CommandLine wrong = guarded(index, "{\"mtch\":{\"t\":\"x\"}}");
      CommandLine text = guarded(index, "title:x");
      CommandLine absent = guarded(missing, "{\"match_all\":{}}");

      assertThat(List.of(wrong.code(), text.code(), absent.code())).containsOnly(2);
      assertThat(wrong.complaints())
          .singleElement()
          .asString()
          .contains("sluice.guard.query is refused by Elasticsearch", "unknown query [mtch]");
      assertThat(text.complaints())
          .singleElement()
          .asString()
          .contains("sluice.guard.query does not contain one JSON object");
      assertThat(absent.complaints())
          .singleElement()
          .asString()
          .contains("which does not exist: set sluice.guard.index to the index or alias");
    }
  }

  @Test
  void a_guard_searches_during_the_load_even_if_nothing_matches() throws Exception {
    file(0, 3_000);
    try (Index index = SERVER.index("guarded").create("{}")) {
      CommandLine done =
          guarded(
              index,
              "{\"match\":{\"nothing\":\"here\"}}",
              "-D",
              "sluice.guard.latency=30s",
              "-D",
              "sluice.rate.documents=1000");

      assertThat(done.code()).as(done.err()).isZero();
      assertThat(index.count()).isEqualTo(3_000);
      assertThat(searches(index)).isGreaterThan(3);
    }
  }

  private static long searches(Index index) {
    String stats = SERVER.rest().get("/" + index.name() + "/_stats/search?level=cluster");
    String total = stats.substring(stats.indexOf("\"query_total\":") + 14);
    return Long.parseLong(total.substring(0, total.indexOf(',')));
  }

  private CommandLine guarded(Index index, String query, String... more) {
    List<String> args = new ArrayList<>(List.of("load", "--input", dir.resolve("in").toString()));
    args.addAll(List.of("--index", index.name(), "--nodes", SERVER.url()));
    args.addAll(List.of("-D", "sluice.guard.query=" + query));
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("guarded-" + System.nanoTime())));
    args.addAll(List.of(more));
    return CommandLine.sluice(args.toArray(String[]::new));
  }
}
