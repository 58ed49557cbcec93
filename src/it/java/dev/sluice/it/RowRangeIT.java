package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents routed by the ranges of their row keys, for good: whatever becomes of the regions. */
final class RowRangeIT {

  private static final HBaseCluster HBASE = HBaseCluster.shared();
  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final String TABLE = "ranged";
  private static final int ROWS = 600;
  private static final String BY = "sluice.routing.by=row-range";

  /** One whose key is behind all that people think of. */
  private static final byte[] LAST = {(byte) 0xff, (byte) 0xff, (byte) 0xff};

  private static final Pattern HIT =
      Pattern.compile("\"_id\":\"([^\"]+)\",\"_routing\":\"([^\"]+)\"");

  @TempDir Path dir;

  private Index index;
  private int jobs;

  @BeforeAll
  static void fill() throws IOException {
    byte[][] splits =
        Stream.of("100", "200", "300", "400", "500").map(Bytes::toBytes).toArray(byte[][]::new);
    try (Table table = HBASE.create(TABLE, splits, "d");
        Admin admin = HBASE.connection().getAdmin()) {
      table.put(Stream.concat(numbered(0, ROWS), Stream.of(LAST)).map(k -> row(k, "old")).toList());
      admin.flush(TableName.valueOf(TABLE));
    }
  }

  private static Stream<byte[]> numbered(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> Bytes.toBytes("%03d".formatted(i)));
  }

  private static Put row(byte[] key, String value) {
    return new Put(key).addColumn(Bytes.toBytes("d"), Bytes.toBytes("v"), Bytes.toBytes(value));
  }

  @BeforeEach
  void index() {
    index = SERVER.index("ranged");
  }

  @AfterEach
  void drop() {
    index.close();
  }

  private CommandLine load(int shards, String... keys) throws IOException {
    return load("_id = key as hex\nv = d:v\n", shards, keys);
  }

  private CommandLine load(String lines, int shards, String... keys) throws IOException {
    return load(lines, "\"number_of_shards\":" + shards, keys);
  }

  private CommandLine load(String lines, String settings, String... keys) throws IOException {
    Path mapping = Files.writeString(dir.resolve("m"), lines, UTF_8);
    String body = "{\"settings\":{%s},\"mappings\":{\"_meta\":{\"own\":1}}}";
    Path create = Files.writeString(dir.resolve("c"), body.formatted(settings), UTF_8);
    List<String> args = new ArrayList<>();
    args.addAll(List.of("table", "--table", TABLE, "--index", index.name(), "--mappers", "2"));
    args.addAll(List.of("--mapping", mapping.toString(), "--create", create.toString()));
    args.addAll(List.of("--nodes", SERVER.url()));
    args.addAll(HBASE.options());
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("job-" + ++jobs)));
    Arrays.stream(keys).forEach(key -> args.addAll(List.of("-D", key)));
    return sluice(args.toArray(new String[0]));
  }

  private void loaded(int shards, String... keys) throws IOException {
    CommandLine load = load(shards, keys);
    assertThat(load.code()).as(load.out() + load.err()).isZero();
  }

  private void assertRefused(CommandLine load, String... why) {
    assertThat(load.code()).as(load.out() + load.err()).isEqualTo(2);
    assertThat(load.complaints()).singleElement().asString().contains(why);
  }

  /** The routing value of each document, by its id. */
  private Map<String, String> routings(String query) {
    SERVER.rest().post("/" + index + "/_refresh", "");
    String hits =
        SERVER
            .rest()
            .get(
                "/"
                    + index
                    + "/_search?size=2000&_source=false&filter_path=hits.hits._id,hits.hits._routing"
                    + query);
    Map<String, String> routings = new TreeMap<>();
    Matcher hit = HIT.matcher(hits);
    while (hit.find()) {
      assertThat(routings.put(hit.group(1), hit.group(2))).as(hit.group(1)).isNull();
    }
    return routings;
  }

  @Test
  void a_later_job_meets_its_documents_whatever_became_of_the_regions() throws Exception {
    loaded(3, BY, "sluice.index.load-mode=bulk");
    assertMappingKeepsRanges();
    Map<String, String> first = routings("");

    HBASE.split(TABLE, "150");
    HBASE.merge(TABLE, "200", "300");
    HBASE.move(TABLE, "500");
    try (Table table = HBASE.connection().getTable(TableName.valueOf(TABLE))) {
      table.put(numbered(140, 320).map(key -> row(key, "new")).toList());
      table.put(row(LAST, "new"));
    }
    loaded(3, BY);

    assertThat(first).hasSize(ROWS + 1);
    assertThat(first.values().stream().distinct()).hasSize(3);
    assertThat(routings("")).isEqualTo(first);
    assertThat(routings("&q=v:new")).hasSize(181).containsKey("ffffff");
    assertRouteTells(first);
  }

  @Test
  void a_table_meets_the_documents_of_its_snapshot() throws Exception {
    try (Admin admin = HBASE.connection().getAdmin()) {
      admin.snapshot("ranged-snapshot", TableName.valueOf(TABLE));
    }
    Configuration hbase = HBASE.configuration();

    loaded(
        3,
        BY,
        "sluice.hbase.snapshot=ranged-snapshot",
        "sluice.hbase.snapshot.restore-dir=/restored-for-" + index,
        "hbase.rootdir=" + hbase.get("hbase.rootdir"),
        "fs.defaultFS=" + hbase.get("fs.defaultFS"));
    Map<String, String> first = routings("");
    loaded(3, BY);

    assertThat(first).hasSize(ROWS + 1);
    assertThat(routings("")).isEqualTo(first);
  }

  private void assertRouteTells(Map<String, String> routings) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("route", "--index", index.name(), "--nodes", SERVER.url()));
    args.addAll(List.of("--key-as", "hex"));
    args.addAll(routings.keySet());
    CommandLine route = sluice(args.toArray(new String[0]));

    assertThat(route.code()).as(route.err()).isZero();
    List<String[]> told = route.out().lines().skip(1).map(line -> line.split("\\s+")).toList();
    assertThat(told)
        .extracting(columns -> columns[0] + " " + columns[1])
        .containsExactlyElementsOf(
            routings.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    for (int shard = 0; shard < 3; shard++) {
      String number = "" + shard;
      assertThat(told.stream().filter(columns -> columns[2].equals(number)).map(c -> c[0]))
          .containsExactlyElementsOf(routings("&preference=_shards:" + shard).keySet());
    }
  }

  /** Load mode took its own marker away again, and nothing else. */
  private void assertMappingKeepsRanges() {
    assertThat(SERVER.rest().get("/" + index + "/_mapping"))
        .contains("\"own\":1", "\"sluice-routing\":{", "\"required\":true")
        .contains("\"sluice\":{\"since\":{")
        .doesNotContain("\"job\":");
    assertThat(SERVER.rest().status("GET", "/" + index + "/_doc/303030")).isEqualTo(400);
  }

  @Test
  void an_index_that_is_routed_by_ids_is_refused() throws Exception {
    loaded(3);

    assertRefused(load(3, BY), "exists without row ranges", "load into a new index");
    assertThat(sluice("route", "--index", index.name(), "--nodes", SERVER.url(), "a").complaints())
        .singleElement()
        .asString()
        .contains("has no row ranges");
  }

  @Test
  void what_row_ranges_cannot_do_is_said_before_there_is_an_index() throws Exception {
    assertRefused(load(900, BY), "regions to read, for the 900 shards", "at most");
    assertRefused(load(4, BY, "sluice.routing.max-skew=1"), "times the average", "max-skew");
    String partitioned = "\"number_of_shards\":3,\"routing_partition_size\":2";
    assertRefused(load("v = d:v\n", partitioned, BY), "several shards");
    assertRefused(
        load("_routing = key[0..1]\nv = d:v\n", 3, BY), "the mapping also sets the routing");
    assertRefused(load(3, BY, "sluice.routing.field=v"), "emove one of them");

    assertThat(SERVER.rest().status("GET", "/" + index)).isEqualTo(404);
  }
}
