package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Sluice;
import dev.sluice.testing.Awaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The rate limit and the guard over minutes; only in the full profile. */
@Tag("measured")
@EnabledIfSystemProperty(named = "sluice.fault.documents", matches = "50000")
@Timeout(900)
final class LongRateLimitIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  @TempDir Path dir;

  private Path in;

  @BeforeEach
  void input() throws Exception {
    in = Files.createDirectories(dir.resolve("in"));
  }

  private void file(int number, int documents, int words) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < documents; i++) {
      lines.append("{\"n\":").append(i).append(",\"t\":\"");
      for (int word = 0; word < words; word++) {
        lines.append('w').append((i * 31 + word * 7_919) % 5_000).append(' ');
      }
      lines.append("\"}\n");
    }
    Files.writeString(in.resolve("part-%02d.json".formatted(number)), lines, UTF_8);
  }

  private CompletableFuture<Integer> load(Index index, String... keys) {
    List<String> args = new ArrayList<>(List.of("load", "--input", in.toString()));
    args.addAll(List.of("--index", index.name(), "--nodes", SERVER.url()));
    for (String key : keys) {
      args.addAll(List.of("-D", key));
    }
    return CompletableFuture.supplyAsync(() -> Sluice.run(args.toArray(String[]::new)));
  }

  private static long indexed(Index index) {
    String stats = SERVER.rest().get("/" + index.name() + "/_stats/indexing?level=cluster");
    String total = stats.substring(stats.indexOf("\"index_total\":") + 14);
    return Long.parseLong(total.substring(0, total.indexOf(',')));
  }

  @Test
  void sixty_four_tasks_in_four_slots_keep_the_rate() throws Exception {
    int documents = 64 * 1_500;
    for (int i = 0; i < 64; i++) {
      file(i, 1_500, 5);
    }
    try (Index index = SERVER.index("slots").create("{}")) {
      CompletableFuture<Integer> job =
          load(index, "mapreduce.local.map.tasks.maximum=4", "sluice.rate.documents=1200");
      Awaiting.until("the load", Duration.ofMinutes(2), () -> indexed(index) > 6_000);
      long start = System.nanoTime();
      long before = indexed(index);
      Awaiting.until("most", Duration.ofMinutes(5), () -> indexed(index) > documents - 6_000);
      double rate = (indexed(index) - before) * 1e9 / (System.nanoTime() - start);

      System.out.printf("64 tasks in 4 slots: %.0f documents/s of 1200%n", rate);
      assertThat(rate).isBetween(1_080.0, 1_320.0);
      assertThat(job.get(2, TimeUnit.MINUTES)).isZero();
      assertThat(index.count()).isEqualTo(documents);
    }
  }

  @Test
  void with_a_guard_the_searches_stay_below_the_bound_while_documents_go_on() throws Exception {
    for (int i = 0; i < 8; i++) {
      file(i, 25_000, 120);
    }
    try (Index searched = SERVER.index("searched").create("{}");
        Index plain = SERVER.index("unguarded").create(MANY_SEGMENTS);
        Index guarded = SERVER.index("guarded").create(MANY_SEGMENTS)) {
      fill(searched);
      searches(searched, Duration.ofSeconds(10), () -> true); // warms up
      double idle = p95(searches(searched, Duration.ofSeconds(20), () -> true));
      long bound = (long) Math.ceil(3 * idle);

      Run without = run(plain, searched);
      Run with =
          run(
              guarded,
              searched,
              "sluice.guard.index=" + searched.name(),
              "sluice.guard.query=" + QUERY,
              "sluice.guard.latency=" + bound + "ms");

      System.out.printf("idle p95 %.0f ms, bound %d ms%n", idle, bound);
      System.out.println("without guard: " + without);
      System.out.println("with guard:    " + with);
      assertThat(with.p95).isLessThan((double) bound);
      assertThat(guarded.count()).isEqualTo(200_000);
    }
  }

  /** A load, and the searches in the last 80 % of it. */
  private record Run(double seconds, long documents, double p95) {
    @Override
    public String toString() {
      return "%.0f documents/s for %.0f s, p95 %.0f ms"
          .formatted(documents / seconds, seconds, p95);
    }
  }

  private Run run(Index index, Index searched, String... keys) throws Exception {
    List<String> all = new ArrayList<>(List.of(keys));
    all.add("mapreduce.local.map.tasks.maximum=8");
    all.add("sluice.bulk.in-flight=8");
    CompletableFuture<Integer> job = load(index, all.toArray(String[]::new));
    Awaiting.until("the load", Duration.ofMinutes(2), () -> indexed(index) > 0);
    long start = System.nanoTime();
    List<Double> millis = searches(searched, Duration.ofMinutes(10), () -> !job.isDone());
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(job.get()).isZero();
    // The searches take turns with equal pauses, so that a share of them is a share of the time.
    List<Double> last = millis.subList(millis.size() / 5, millis.size());
    return new Run(seconds, indexed(index), p95(last));
  }

  /** Merges compete with the searches too. */
  private static final String MANY_SEGMENTS =
      "{\"settings\":{\"number_of_shards\":6,\"refresh_interval\":\"200ms\"}}";

  private static final String QUERY = "{\"match\":{\"t\":\"w1 w2\"}}";

  private void fill(Index searched) {
    for (int batch = 0; batch < 20; batch++) {
      StringBuilder bulk = new StringBuilder();
      for (int i = 0; i < 2_000; i++) {
        bulk.append("{\"index\":{}}\n{\"t\":\"");
        for (int word = 0; word < 60; word++) {
          bulk.append('w').append((batch * 2_000 + i + word * 37) % 500).append(' ');
        }
        bulk.append("\"}\n");
      }
      SERVER.rest().post("/" + searched.name() + "/_bulk?refresh=true", bulk.toString());
    }
  }

  private interface Going {
    boolean on();
  }

  /** Milliseconds of each search of a loop. */
  private static List<Double> searches(Index searched, Duration time, Going going)
      throws InterruptedException {
    List<Double> millis = new ArrayList<>();
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos() && going.on()) {
      long before = System.nanoTime();
      SERVER
          .rest()
          .post(
              "/" + searched.name() + "/_search?request_cache=false", "{\"query\":" + QUERY + "}");
      millis.add((System.nanoTime() - before) / 1e6);
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return millis;
  }

  private static double p95(List<Double> millis) {
    List<Double> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    return sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
  }
}
