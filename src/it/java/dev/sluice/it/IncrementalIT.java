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
import java.util.UUID;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code table --since}: changes of a real table into a real index. */
@Tag("verify")
final class IncrementalIT {

  private static final HBaseCluster HBASE = HBaseCluster.shared();
  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final String TABLE = "incremental";
  private static final byte[] P = Bytes.toBytes("p");
  private static final byte[] TITLE = Bytes.toBytes("title");
  private static final byte[] SIZE = Bytes.toBytes("size");
  private static final int ROWS = 1_000;

  /** Long before the first load, so that no row is a change. */
  private static final long OLD = 1_700_000_000_000L;

  private static final String MAPPING = "_version = ts max\ntitle = p:title\nsize = p:size\n";

  @TempDir Path dir;

  private Index index;
  private Table table;

  @BeforeEach
  void fill() throws IOException {
    index = SERVER.index("incremental");
    compactions(false);
    table = HBASE.create(TABLE, null, "p", "q");
    List<Put> puts = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      puts.add(
          new Put(key(i))
              .addColumn(P, TITLE, OLD, Bytes.toBytes("title " + i))
              .addColumn(P, SIZE, OLD + 1, Bytes.toBytes("size " + i)));
    }
    table.put(puts);
  }

  @AfterEach
  void drop() throws IOException {
    index.close();
    table.close();
    compactions(true);
  }

  /** Off, so that none that HBase starts after a flush or a split removes delete markers. */
  private static void compactions(boolean on) throws IOException {
    each(admin -> admin.compactionSwitch(on, List.of()));
  }

  private static byte[] key(int i) {
    return Bytes.toBytes("row-%04d".formatted(i));
  }

  private CommandLine load(String mapping, String... more) throws IOException {
    Path file = Files.writeString(dir.resolve("rows.mapping"), mapping, UTF_8);
    List<String> args = new ArrayList<>();
    args.addAll(List.of("table", "--table", TABLE, "--index", index.name()));
    args.addAll(List.of("--mapping", file.toString(), "--nodes", SERVER.url()));
    args.addAll(HBASE.options());
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve(UUID.randomUUID().toString())));
    args.addAll(List.of("--overlap", "0ms"));
    args.addAll(Arrays.asList(more));
    return sluice(args.toArray(new String[0]));
  }

  private CommandLine succeeds(String mapping, String... more) throws IOException {
    CommandLine done = load(mapping, more);
    assertThat(done.code()).as(done.out() + done.err()).isZero();
    return done;
  }

  /** Puts, and each kind of deletion that gets the time of the server. */
  private void change() throws IOException {
    for (int i = 0; i < 10; i++) {
      table.put(new Put(key(i)).addColumn(P, TITLE, Bytes.toBytes("new " + i)));
      table.put(new Put(key(ROWS + i)).addColumn(P, TITLE, Bytes.toBytes("more " + i)));
    }
    table.delete(new Delete(key(20)));
    table.delete(new Delete(key(21)).addFamily(P));
    table.delete(new Delete(key(22)).addColumns(P, SIZE));
    table.delete(new Delete(key(23)).addColumns(P, TITLE));
    // The newest cell of the row came after the first load, and only its marker tells of it.
    table.put(new Put(key(24)).addColumn(P, SIZE, Bytes.toBytes("short-lived")));
    table.delete(new Delete(key(24)).addColumns(P, SIZE));
    table.put(new Put(key(25)).addColumn(P, SIZE, Bytes.toBytes("one version")));
    table.delete(new Delete(key(25)).addColumn(P, SIZE));
    table.put(new Put(key(26)).addColumn(Bytes.toBytes("q"), TITLE, Bytes.toBytes("not mapped")));
    table.put(new Put(Bytes.toBytes("only-q")).addColumn(Bytes.toBytes("q"), TITLE, new byte[1]));
  }

  /** The documents that a load of all rows would make, by the HBase client alone. */
  private Map<String, String> model() throws IOException {
    Map<String, String> documents = new TreeMap<>();
    try (ResultScanner rows = table.getScanner(new Scan())) {
      for (Result row : rows) {
        List<String> fields = new ArrayList<>();
        for (byte[] column : List.of(TITLE, SIZE)) {
          if (row.containsColumn(P, column)) {
            String name = Bytes.toString(column);
            fields.add("\"" + name + "\":\"" + Bytes.toString(row.getValue(P, column)) + "\"");
          }
        }
        documents.put(Bytes.toString(row.getRow()), "{" + String.join(",", fields) + "}");
      }
    }
    return documents;
  }

  /** What {@code sluice verify} says of the index. */
  private CommandLine verify() throws IOException {
    Path file = Files.writeString(dir.resolve("verified.mapping"), MAPPING, UTF_8);
    List<String> args = new ArrayList<>();
    args.addAll(List.of("verify", "--table", TABLE, "--index", index.name()));
    args.addAll(List.of("--mapping", file.toString(), "--nodes", SERVER.url()));
    args.addAll(HBASE.options());
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve(UUID.randomUUID().toString())));
    return sluice(args.toArray(new String[0]));
  }

  private void assertIndexIsTheTable() throws IOException {
    Map<String, String> expected = model();
    assertThat(index.ids()).isEqualTo(expected.keySet());
    for (Map.Entry<String, String> row : expected.entrySet()) {
      if (isTouched(row.getKey())) {
        assertThat(SERVER.rest().source(index.name(), row.getKey()))
            .as(row.getKey())
            .hasValue(row.getValue());
      }
    }
  }

  /** Whether a test may change a row; the others are not fetched one by one. */
  private static boolean isTouched(String id) {
    return !id.startsWith("row-0") || id.compareTo("row-0050") < 0 || id.equals("row-0700");
  }

  private static void each(AdminCall call) throws IOException {
    try (Admin admin = HBASE.connection().getAdmin()) {
      call.on(admin);
    }
  }

  private interface AdminCall {
    void on(Admin admin) throws IOException;
  }

  @Test
  void after_an_incremental_load_the_index_equals_the_table_and_only_changes_were_read()
      throws Exception {
    each(admin -> admin.flush(TableName.valueOf(TABLE)));
    compactions(true);
    compact();
    compactions(false);
    succeeds(MAPPING);
    change();
    String indices = SERVER.rest().get("/_cat/indices?h=index&s=index&expand_wildcards=all");
    each(admin -> admin.flush(TableName.valueOf(TABLE)));
    HBASE.split(TABLE, "row-0500");
    table.put(new Put(key(700)).addColumn(P, TITLE, Bytes.toBytes("title 700")));

    CommandLine done = succeeds(MAPPING, "--since", "last");

    assertIndexIsTheTable();
    assertThat(done.out()).containsPattern("read +29\n");
    CommandLine verified = verify();
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
    assertThat(SERVER.rest().get("/_cat/indices?h=index&s=index&expand_wildcards=all"))
        .isEqualTo(indices);
  }

  @Test
  void each_load_continues_where_the_last_one_began() throws Exception {
    succeeds(MAPPING);
    change();
    succeeds(MAPPING, "--since", "last");
    table.delete(new Delete(key(0)));
    HBASE.move(TABLE, "row-0000");
    table.put(new Put(key(20)).addColumn(P, TITLE, Bytes.toBytes("again")));

    succeeds(MAPPING, "--since", "last");

    assertIndexIsTheTable();
  }

  @Test
  void a_mapping_without_a_version_and_one_with_that_of_a_column_get_the_last_change()
      throws Exception {
    for (String version : List.of("", "_version = ts p:title ?\n")) {
      String mapping = version + "title = p:title\nsize = p:size\n";
      index.close();
      succeeds(mapping);
      table.put(new Put(key(40)).addColumn(P, TITLE, Bytes.toBytes("newest")));
      succeeds(mapping, "--since", "last");
      table.delete(new Delete(key(40)).addColumns(P, TITLE));

      succeeds(mapping, "--since", "last");

      assertThat(SERVER.rest().source(index.name(), "row-0040")).hasValue("{\"size\":\"size 40\"}");
    }
  }

  @Test
  void a_major_compaction_since_the_last_load_is_a_warning_that_names_the_region_and_the_way_out()
      throws Exception {
    succeeds(MAPPING);
    table.delete(new Delete(key(20)));
    each(admin -> admin.flush(TableName.valueOf(TABLE)));
    compactions(true);
    compact();

    CommandLine done = succeeds(MAPPING, "--since", "last");

    assertThat(index.ids()).contains("row-0020");
    assertThat(done.out())
        .contains("warning: 1 regions of table incremental had a major compaction since")
        .contains("incremental,,")
        .contains("run sluice verify --repair --delete");
    CommandLine verified = verify();
    assertThat(verified.code()).as(verified.err()).isEqualTo(1);
    assertThat(verified.out().lines())
        .contains("extra                        1", "different                    0")
        .anyMatch(line -> line.startsWith("  extra  row-0020"));
  }

  private static void compact() throws Exception {
    each(admin -> admin.majorCompact(TableName.valueOf(TABLE)));
    long end = System.nanoTime() + 60_000_000_000L;
    boolean compacted = false;
    while (!compacted && System.nanoTime() < end) {
      Thread.sleep(100);
      try (Admin admin = HBASE.connection().getAdmin()) {
        for (var server : admin.getRegionServers()) {
          compacted |=
              admin.getRegionMetrics(server, TableName.valueOf(TABLE)).stream()
                  .anyMatch(region -> region.getLastMajorCompactionTimestamp() > 0);
        }
      }
    }
    assertThat(compacted).isTrue();
  }

  @Test
  void rejected_rows_keep_the_last_load_where_it_was_unless_they_are_accepted() throws Exception {
    String strict = "title = p:title\nsize = p:size as int\n";
    CommandLine first = load(strict, "--errors-max", "100%");

    CommandLine none = load(strict, "--since", "last", "--errors-max", "100%");
    load(strict, "--errors-max", "100%", "--accept-rejected");
    CommandLine last = load(strict, "--since", "last", "--errors-max", "100%");

    assertThat(first.code()).as(first.err()).isEqualTo(1);
    assertThat(none.code()).as(none.err()).isEqualTo(2);
    assertThat(last.code()).as(last.err()).isZero();
  }

  @Test
  void last_without_such_a_load_is_one_line_that_names_what_there_is() throws IOException {
    succeeds(MAPPING);

    CommandLine other = load("title = p:title\n", "--since", "last");
    CommandLine narrow =
        load(MAPPING, "--since", "last", "-D", "hbase.mapreduce.scan.row.start=row-0001");

    assertThat(List.of(other.code(), narrow.code())).containsExactly(2, 2);
    assertThat(other.complaints())
        .singleElement()
        .asString()
        .contains("has no record of a load of table incremental", "with another mapping");
    assertThat(narrow.complaints()).singleElement().asString().contains("with all rows");
  }

  @Test
  void a_time_that_cannot_be_used_is_one_line() throws IOException {
    String future = "2999-01-01Z";
    List<String> bad = List.of(future, "2", "1700000000", "2026-11-26", "yesterday");

    for (String time : bad) {
      CommandLine refused = load(MAPPING, "--since", time);

      assertThat(refused.code()).as(refused.err()).isEqualTo(2);
      assertThat(refused.complaints())
          .singleElement()
          .asString()
          .contains("sluice.hbase.since is \"" + time + "\"")
          .contains(time.equals(future) ? "is in the future" : "with its unit such as 2h");
    }
    assertThat(SERVER.rest().status("HEAD", "/" + index.name())).isEqualTo(404);
  }

  @Test
  void changes_need_a_table_and_documents_that_are_found_by_the_key() throws IOException {
    CommandLine snapshot =
        load(MAPPING, "--since", "2h", "--snapshot", "none", "--restore-dir", "/restored");
    CommandLine routed = load("_routing = p:title\ntitle = p:title\n", "--since", "2h");
    CommandLine shared = load("_id = key[0..3]\ntitle = p:title\n", "--since", "2h");

    assertThat(routed.code()).isEqualTo(2);
    assertThat(routed.complaints()).singleElement().asString().contains("route by the key");
    assertThat(shared.complaints()).singleElement().asString().contains("use the whole key");
    assertThat(snapshot.code()).isEqualTo(2);
    assertThat(snapshot.complaints()).singleElement().asString().contains("snapshot not found");
  }
}
