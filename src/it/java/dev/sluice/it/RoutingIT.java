package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.job.BytesByNode;
import dev.sluice.testing.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.mapreduce.JobID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where bytes go: 10 mappers, three nodes, and as many regions as a large table has. The size is
 * {@code -Dsluice.routing.megabytes}; a small one has fewer regions.
 */
@Timeout(900)
final class RoutingIT {

  private static final String TABLE = "routed";
  private static final int MEGABYTES = Integer.getInteger("sluice.routing.megabytes", 10);
  private static final int REGIONS = MEGABYTES >= 100 ? 256 : 60;
  private static final int SHARDS = 12;
  private static final int ROW_BYTES = 2_000;
  private static final int ROWS_A_REGION = MEGABYTES * 1_000_000 / ROW_BYTES / REGIONS;

  /** So small that a load takes long enough for a test to do something to it. */
  private static final String SLOW = "sluice.bulk.size=" + Math.max(6, MEGABYTES / 8) + "kb";

  private static final Pattern BULK_BYTES =
      Pattern.compile(
          "\"indices:data/write/bulk[^\"]*\":\\{\"requests\":\\{\"count\":\\d+,"
              + "\"total_size_in_bytes\":(\\d+)");
  private static final Pattern WRITTEN = Pattern.compile("\"index_total\":[1-9]");
  private static final Pattern NODE_OF_SHARD =
      Pattern.compile("\"index\":\"[^\"]*\",\"shard\":\"(\\d+)\",\"node\":\"([^\"]+)\"");

  private static final HBaseCluster HBASE = HBaseCluster.shared();
  private static final Set<String> IDS = new TreeSet<>();
  private static ElasticsearchServer server;

  @TempDir Path dir;

  private int jobs;

  @BeforeAll
  static void start() throws Exception {
    server =
        ElasticsearchServer.builder()
            .nodes(3)
            .heap("512m")
            // Shards stay where they were put, or where a test moves them.
            .setting("cluster.routing.rebalance.enable", "none")
            .start();
    fill();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void fill() throws IOException {
    byte[][] splits = new byte[REGIONS - 1][];
    for (int i = 0; i < splits.length; i++) {
      splits[i] = new byte[] {(byte) (i + 1)};
    }
    Random random = new Random(5);
    try (Table table = HBASE.create(TABLE, splits, "d")) {
      for (int region = 0; region < REGIONS; region++) {
        List<Put> puts = new ArrayList<>();
        for (int i = 0; i < ROWS_A_REGION; i++) {
          byte[] key = Bytes.add(new byte[] {(byte) region}, Bytes.toBytes(i));
          byte[] half = new byte[ROW_BYTES / 2];
          random.nextBytes(half);
          puts.add(
              new Put(key).addColumn(Bytes.toBytes("d"), Bytes.toBytes("b"), b(Bytes.toHex(half))));
          IDS.add(Bytes.toHex(key));
        }
        table.put(puts);
      }
    }
    try (Admin admin = HBASE.connection().getAdmin()) {
      admin.flush(TableName.valueOf(TABLE));
    }
  }

  private static byte[] b(String text) {
    return Bytes.toBytes(text);
  }

  /** What one load did. */
  private record Load(Index index, CommandLine command, long forwarded, BytesByNode sent) {}

  private Load load(Index index, String... more) throws IOException {
    return load(index, 10, 0, more);
  }

  private Load load(Index index, int mappers, int replicas, String... more) throws IOException {
    Path mapping = Files.writeString(dir.resolve("m"), "_id = key as hex\nbody = d:b\n", UTF_8);
    Path create = Files.writeString(dir.resolve("create.json"), body(replicas), UTF_8);
    Path job = dir.resolve("job-" + ++jobs + "-" + index.name());
    List<String> args = new ArrayList<>();
    args.addAll(List.of("table", "--table", TABLE, "--index", index.name()));
    args.addAll(List.of("--mapping", mapping.toString(), "--create", create.toString()));
    args.addAll(List.of("--nodes", server.url(), "--mappers", "" + mappers));
    args.addAll(HBASE.options());
    for (String key :
        List.of(
            "sluice.job.dir=" + job,
            "sluice.bulk.memory=16mb",
            "sluice.bulk.size=256kb",
            "sluice.hbase.read-ahead=1mb",
            "mapreduce.task.io.sort.mb=8",
            "mapreduce.local.reduce.tasks.maximum=4")) {
      args.addAll(List.of("-D", key));
    }
    args.addAll(Arrays.asList(more));
    long before = forwarded();
    CommandLine command = sluice(args.toArray(new String[0]));
    assertThat(command.code()).as(command.out() + command.err()).isZero();
    Configuration conf = new Configuration();
    conf.set("sluice.job.dir", job.toString());
    return new Load(
        index, command, forwarded() - before, BytesByNode.of(conf, new JobID("any", 1)));
  }

  private static String body(int replicas) {
    return """
    {"settings":{"number_of_shards":%d,"number_of_replicas":%d},
     "mappings":{"properties":{"body":{"type":"keyword","index":false,"doc_values":false}}}}
    """
        .formatted(SHARDS, replicas);
  }

  /** Bytes of bulk requests that nodes have received from each other. */
  private static long forwarded() {
    Matcher found = BULK_BYTES.matcher(server.rest().get("/_nodes/stats/transport"));
    long bytes = 0;
    while (found.find()) {
      bytes += Long.parseLong(found.group(1));
    }
    return bytes;
  }

  private static void assertEveryRowOnce(Index index) {
    assertThat(index.count()).isEqualTo(IDS.size());
    assertThat(index.ids()).isEqualTo(IDS);
  }

  private static long bytes(Load load) {
    return load.sent().byTask().values().stream()
        .flatMap(row -> row.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  @Test
  void laned_requests_are_not_forwarded_from_node_to_node() throws Exception {
    try (Index plain = server.index("off");
        Index byNode = server.index("node");
        Index byShard = server.index("shard")) {
      Load off = load(plain, "-D", "sluice.routing.lanes=off");
      Load node = load(byNode);
      Load shard = load(byShard, "-D", "sluice.routing.lanes=shard");

      assertEveryRowOnce(plain);
      assertEveryRowOnce(byNode);
      assertEveryRowOnce(byShard);
      assertThat(off.forwarded()).isGreaterThan(bytes(off) / 3);
      assertThat(node.forwarded()).isLessThanOrEqualTo(off.forwarded() / 20);
      assertThat(shard.forwarded()).isLessThanOrEqualTo(off.forwarded() / 20);
      assertThat(node.sent().byTask()).hasSize(10);
    }
  }

  @Test
  void a_command_ends_with_its_bytes_by_task_and_node_and_with_the_segments() throws Exception {
    try (Index index = server.index("matrix")) {
      Load load = load(index);

      assertThat(load.command().out().lines())
          .anyMatch(line -> line.matches("segments before\\s+-"))
          .anyMatch(line -> line.matches("segments after\\s+\\d+ in 12 shards, \\d+ to \\d+ each"))
          .anyMatch(line -> line.matches("bytes sent\\s+node-0\\s+node-1\\s+node-2"))
          .anyMatch(line -> line.matches("m_000009(\\s+[\\d.]+ \\w+){3}"))
          .anyMatch(line -> line.matches("all(\\s+[\\d.]+ MB){3}"));
    }
  }

  @Test
  void behind_a_shuffle_each_reducer_sends_to_one_node() throws Exception {
    try (Index index = server.index("shuffle")) {
      Load load = load(index, "--shuffle");

      assertEveryRowOnce(index);
      Map<String, Map<String, Long>> sent = load.sent().byTask();
      assertThat(sent).hasSize(SHARDS);
      assertThat(sent.keySet()).allMatch(task -> task.startsWith("r_"));
      assertThat(sent.values()).allSatisfy(row -> assertThat(row).hasSize(1));
      assertThat(load.forwarded()).isLessThan(bytes(load) / 20);
    }
  }

  @Test
  void by_row_range_each_task_sends_to_two_nodes_at_most_and_later_to_one() throws Exception {
    String[] byRange = {"-D", "sluice.routing.by=row-range"};
    try (Index index = server.index("ranges")) {
      Load first = load(index, byRange);
      Load second = load(index, byRange);

      assertEveryRowOnce(index);
      assertThat(first.command().out().lines())
          .anyMatch(
              line ->
                  line.matches("row ranges: the largest of the 12 shards is 1\\.0\\d times .*"));
      assertThat(first.sent().byTask()).hasSize(10);
      assertThat(first.sent().byTask().values())
          .allSatisfy(row -> assertThat(row).hasSizeLessThanOrEqualTo(2));
      assertThat(first.forwarded()).isLessThan(bytes(first) / 20);
      assertThat(second.sent().byTask()).hasSize(10);
      assertThat(second.sent().byTask().values()).allSatisfy(row -> assertThat(row).hasSize(1));
    }
  }

  @Test
  void primaries_that_move_during_a_load_cost_no_document() throws Exception {
    try (Index index = server.index("moved")) {
      CompletableFuture<Load> load = inBackground(index, 0);
      Awaiting.until(
          "documents", Duration.ofMinutes(3), () -> hasDocuments(index) || load.isDone());

      boolean early = !load.isDone();
      moveShards(index);

      load.get();
      assertThat(early).isTrue();
      assertEveryRowOnce(index);
    }
  }

  /** {@code ClusterFaultIT} has the same with lanes at every build; this is with a table. */
  @Test
  @EnabledIfSystemProperty(named = "sluice.fault.documents", matches = "50000")
  void a_node_that_dies_during_a_load_costs_no_document() throws Exception {
    try (Index index = server.index("killed").create(body(1))) {
      // A replica that is not yet there could not stand in for its primary.
      server.rest().get("/_cluster/health/" + index + "?wait_for_status=green&timeout=50s");
      CompletableFuture<Load> load = inBackground(index, 1);
      Awaiting.until(
          "documents", Duration.ofMinutes(3), () -> hasDocuments(index) || load.isDone());
      boolean early = !load.isDone();

      server.kill(2);

      try {
        load.get();
      } finally {
        server.restart(2);
      }
      assertThat(early).isTrue();
      assertEveryRowOnce(index);
    }
  }

  private CompletableFuture<Load> inBackground(Index index, int replicas) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return load(index, 2, replicas, "-D", SLOW, "-D", "sluice.bulk.in-flight=1");
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  /** Not so while its shards are nowhere yet. */
  private static boolean hasDocuments(Index index) {
    return server.rest().status("GET", "/" + index + "/_stats/docs") == 200
        && WRITTEN.matcher(server.rest().get("/" + index + "/_stats/indexing")).find();
  }

  /** Moves every shard on to the next node. */
  private static void moveShards(Index index) {
    String shards = server.rest().get("/_cat/shards/" + index + "?format=json&h=index,shard,node");
    List<String> moves = new ArrayList<>();
    Matcher each = NODE_OF_SHARD.matcher(shards);
    while (each.find()) {
      int node = Integer.parseInt(each.group(2).substring("node-".length()));
      moves.add(
          "{\"move\":{\"index\":\"%s\",\"shard\":%s,\"from_node\":\"node-%d\",\"to_node\":\"node-%d\"}}"
              .formatted(index, each.group(1), node, (node + 1) % 3));
    }
    assertThat(moves).hasSize(SHARDS);
    server.rest().post("/_cluster/reroute", "{\"commands\":" + moves + "}");
  }
}
