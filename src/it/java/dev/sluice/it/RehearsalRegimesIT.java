package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rehearsals of loads with six different limits, compared with the whole load. A group of {@code
 * -Pfull} that takes about 35 minutes. Loads that the server limits take 5 minutes and more,
 * because refusals and merges can change their rate with time; those that a network or the source
 * limits take 90 seconds. {@code -Dsluice.rehearsal.seconds=N} sets the time of all of them.
 */
@Tag("measured")
@EnabledIfSystemProperty(named = "sluice.fault.documents", matches = "50000")
@Timeout(1200)
final class RehearsalRegimesIT {

  private static final Integer SECONDS = Integer.getInteger("sluice.rehearsal.seconds");
  private static final int LONG = SECONDS == null ? 330 : SECONDS;
  private static final int SHORT = SECONDS == null ? 90 : SECONDS;

  /** The last trial takes half of it. */
  private static final String EXTENT = Math.min(80, SHORT / 2) + "s";

  /** Long enough for a data node to write several segments. */
  private static final String LONG_EXTENT = Math.min(120, LONG / 2) + "s";

  private static final String NO_TEXT =
      "{\"settings\":{\"number_of_replicas\":0},\"mappings\":{\"dynamic\":false}}";
  private static final String TEXT =
      "{\"settings\":{\"number_of_shards\":%d,\"number_of_replicas\":0}}";

  @TempDir Path dir;

  /** Rehearses and loads; the output of the rehearsal. */
  private String compare(
      ElasticsearchServer server, String url, String body, String input, String... options)
      throws IOException {
    Index index = server.index("regime");
    try (index) {
      index.create(body);
      List<String> all = new ArrayList<>(List.of("-D", "sluice.nodes.discovery=false"));
      all.addAll(List.of(options));
      Regime regime = new Regime(dir, url, all);
      String extent = body.equals(NO_TEXT) ? EXTENT : LONG_EXTENT;
      String said = regime.rehearse(input, index.name(), extent);
      double real = regime.load(input, index.name());
      System.getLogger("dev.sluice.it")
          .log(System.Logger.Level.INFO, "forecast {0} s, real {1} s", Regime.forecast(said), real);
      assertThat(Regime.forecast(said)).isCloseTo(real, within(0.25 * real));
      return said;
    }
  }

  private String files(int count, int kilobytes) throws IOException {
    return Regime.files(dir, count, kilobytes).toString();
  }

  @Test
  void a_round_trip_of_100_ms() throws IOException {
    ElasticsearchServer server = ElasticsearchServer.shared();
    try (NarrowLink link = NarrowLink.withRoundTrip(100, server.url())) {
      assertThat(
              compare(
                  server,
                  link.url(),
                  NO_TEXT,
                  files(1, SHORT * 1_000),
                  "-D",
                  "sluice.bulk.size=60kb",
                  "-D",
                  "sluice.bulk.in-flight=2"))
          .contains("bottleneck: the round trip");
    }
  }

  @Test
  void a_narrow_network() throws IOException {
    ElasticsearchServer server = ElasticsearchServer.shared();
    try (NarrowLink link = NarrowLink.withBandwidth(1 << 20, server.url())) {
      assertThat(
              compare(
                  server,
                  link.url(),
                  NO_TEXT,
                  files(1, SHORT * 1_000),
                  "-D",
                  "sluice.bulk.size=100kb",
                  "-D",
                  "sluice.bulk.in-flight=4"))
          .contains("bottleneck: the bandwidth", "change next: sluice.compression=gzip");
    }
  }

  @Test
  void a_slow_source() throws IOException {
    ElasticsearchServer server = ElasticsearchServer.shared();
    assertThat(
            compare(
                server,
                server.url(),
                NO_TEXT,
                "slow://" + files(4, SHORT * 1_000),
                "-D",
                "fs.slow.impl=" + SlowFileSystem.class.getName(),
                "-D",
                "sluice.bulk.size=200kb"))
        .contains("bottleneck: the source", "change next: --mappers 2");
  }

  @Test
  void the_cpu_of_the_server() throws Exception {
    try (ElasticsearchServer server =
        ElasticsearchServer.builder()
            .optimized()
            .heap("1g")
            .setting("node.processors", "1")
            .start()) {
      assertThat(
              compare(
                  server,
                  server.url(),
                  TEXT.formatted(1),
                  files(1, LONG * 13_000),
                  "-D",
                  "sluice.bulk.size=500kb",
                  "-D",
                  "sluice.bulk.in-flight=4"))
          .contains("bottleneck: the data nodes", "change next: sluice.index.load-mode=bulk");
    }
  }

  @Test
  void a_write_queue_of_10() throws Exception {
    try (ElasticsearchServer server =
        ElasticsearchServer.builder()
            .optimized()
            .heap("1g")
            .setting("node.processors", "1")
            .setting("thread_pool.write.queue_size", "10")
            .start()) {
      assertThat(
              compare(
                  server,
                  server.url(),
                  TEXT.formatted(1),
                  files(1, LONG * 10_000),
                  "-D",
                  "sluice.bulk.size=100kb",
                  "-D",
                  "sluice.bulk.in-flight=16"))
          .contains("bottleneck: the write queue", "change next: sluice.bulk.in-flight=4");
    }
  }

  @Test
  void one_shard_on_three_nodes() throws Exception {
    try (ElasticsearchServer server =
        ElasticsearchServer.builder()
            .nodes(3)
            .optimized()
            .heap("1g")
            .setting("node.processors", "1")
            .start()) {
      assertThat(
              compare(
                  server,
                  server.url(),
                  TEXT.formatted(1),
                  files(1, LONG * 13_000),
                  "-D",
                  "sluice.bulk.size=500kb",
                  "-D",
                  "sluice.bulk.in-flight=4"))
          .contains("bottleneck: too few primary shards", "change next: index.number_of_shards=3");
    }
  }

  @Test
  void the_rows_of_a_large_table_are_counted_although_some_regions_have_larger_ones()
      throws Exception {
    HBaseCluster hbase = HBaseCluster.shared();
    byte[][] splits = {Bytes.toBytes("4"), Bytes.toBytes("8"), Bytes.toBytes("c")};
    int rows = 60_000;
    try (Table table = hbase.create("regimes", splits, "p")) {
      Random random = new Random(7);
      List<Put> puts = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        String key = "%08x".formatted(random.nextInt());
        byte[] value = new byte[key.charAt(0) >= 'c' ? 2_000 : 330];
        random.nextBytes(value);
        Put put = new Put(Bytes.toBytes(key));
        put.addColumn(Bytes.toBytes("p"), Bytes.toBytes("unused"), Arrays.copyOf(value, 300));
        puts.add(put.addColumn(Bytes.toBytes("p"), Bytes.toBytes("v"), value));
        if (puts.size() == 1_000) {
          table.put(puts);
          puts.clear();
        }
      }
    }
    try (Admin admin = hbase.connection().getAdmin()) {
      admin.flush(TableName.valueOf("regimes"));
    }
    ElasticsearchServer server = ElasticsearchServer.shared();
    Path mapping = Files.writeString(dir.resolve("m"), "_id = key\nv = p:v as base64\n");
    List<String> args = new ArrayList<>(List.of("table", "--table", "regimes"));
    args.addAll(List.of("--index", "regimes", "--mapping", mapping.toString()));
    args.addAll(List.of("--nodes", server.url(), "--rehearse", "10s", "--mappers", "2"));
    args.addAll(hbase.options());

    CommandLine done = sluice(args.toArray(new String[0]));

    assertThat(done.code()).as(done.out() + done.err()).isZero();
    System.getLogger("dev.sluice.it").log(System.Logger.Level.INFO, done.out());
    Matcher count = Pattern.compile("for about ([\\d,]+) documents \\(").matcher(done.out());
    assertThat(count.find()).as(done.out()).isTrue();
    assertThat(Integer.parseInt(count.group(1).replace(",", ""))).isCloseTo(rows, within(rows / 4));
    assertThat(server.rest().status("HEAD", "/regimes")).isEqualTo(404);
  }
}
