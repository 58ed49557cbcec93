package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code table}, from a real table into a real index. */
final class TableIT {

  private static final HBaseCluster HBASE = HBaseCluster.shared();
  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final String TABLE = "rows";

  @TempDir Path dir;

  private Index index;

  @BeforeEach
  void index() {
    index = SERVER.index("rows");
  }

  @AfterEach
  void drop() {
    index.close();
  }

  private static void fill(Put... puts) throws IOException {
    try (Table table = HBASE.create(TABLE, null, "p", "h")) {
      table.put(List.of(puts));
    }
  }

  private static Put row(String key) {
    return new Put(Bytes.toBytes(key));
  }

  private static Put with(Put row, String column, byte[] value) {
    String[] parts = column.split(":", 2);
    return row.addColumn(Bytes.toBytes(parts[0]), Bytes.toBytes(parts[1]), 1_000, value);
  }

  private CommandLine load(String mapping, String... more) throws IOException {
    return loadTable(TABLE, mapping, more);
  }

  private CommandLine loadTable(String table, String mapping, String... more) throws IOException {
    return sluice(args(table, mapping, dir.resolve("job"), more).toArray(new String[0]));
  }

  private List<String> args(String table, String mapping, Path job, String... more)
      throws IOException {
    Path file = Files.writeString(dir.resolve("rows.mapping"), mapping, UTF_8);
    List<String> args = new ArrayList<>();
    args.addAll(List.of("table", "--table", table, "--index", index.name()));
    args.addAll(List.of("--mapping", file.toString()));
    if (!Arrays.asList(more).contains("--nodes")) {
      args.addAll(List.of("--nodes", SERVER.url()));
    }
    args.addAll(HBASE.options());
    args.addAll(List.of("-D", "sluice.job.dir=" + job));
    args.addAll(Arrays.asList(more));
    return args;
  }

  private String rejected() throws IOException {
    try (Stream<Path> files = Files.walk(dir.resolve("job").resolve("rejected"))) {
      List<Path> found =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .toList();
      StringBuilder text = new StringBuilder();
      for (Path file : found) {
        text.append(Files.readString(file, UTF_8));
      }
      return text.toString();
    }
  }

  private String source(String id) {
    return SERVER.rest().source(index.name(), id).orElseThrow();
  }

  @Test
  void a_rehearsal_of_a_small_table_counts_all_rows_and_leaves_nothing() throws IOException {
    fill(with(row("a"), "p:title", Bytes.toBytes("A")), with(row("b"), "p:title", new byte[] {66}));

    CommandLine done = load("_id = key\ntitle = p:title\n", "--rehearse", "5s");

    assertThat(done.code()).as(done.out() + done.err()).isZero();
    assertThat(done.out())
        .contains("for about 2 documents", "bottleneck: ", "change next: ")
        .contains("note: one map task reads the whole table, because it has one region");
    assertThat(SERVER.rest().status("HEAD", "/" + index.name())).isEqualTo(404);
    assertThat(SERVER.rest().get("/_cat/indices/sluice-rehearsal-*?h=index")).isBlank();
    assertThat(dir.resolve("job")).doesNotExist();
  }

  @Test
  void a_rehearsal_of_an_empty_table_is_one_line() throws IOException {
    fill();

    CommandLine refused = load("_id = key\ntitle = p:title\n", "--rehearse");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("the input is empty").hasLineCount(1);
    assertThat(SERVER.rest().get("/_cat/indices/sluice-rehearsal-*?h=index")).isBlank();
  }

  @Test
  void it_runs_in_a_working_directory_that_cannot_be_written() throws Exception {
    fill(with(row("a"), "p:title", Bytes.toBytes("A")));
    List<String> table = new ArrayList<>();
    table.addAll(List.of("table", "--table", TABLE, "--index", index.name()));
    table.addAll(List.of("--nodes", SERVER.url(), "--mapping"));
    table.add(Files.writeString(dir.resolve("m"), "_id = key\ntitle = p:title\n").toString());
    table.addAll(HBASE.options());
    table.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("job")));
    table.addAll(List.of("-D", "hadoop.tmp.dir=" + dir.resolve("tmp")));

    CommandLine done = CommandLine.sluiceIn(Path.of("/proc"), table);

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(source("a")).contains("A");
  }

  @Test
  void every_type_of_the_mapping_arrives_as_its_json() throws IOException {
    Put row = row("k1");
    with(row, "p:string", Bytes.toBytes("Grüße \"1\"\n"));
    with(row, "p:bool", Bytes.toBytes(true));
    with(row, "p:byte", new byte[] {-7});
    with(row, "p:short", Bytes.toBytes((short) -300));
    with(row, "p:int", Bytes.toBytes(70_000));
    with(row, "p:long", Bytes.toBytes(Long.MIN_VALUE));
    with(row, "p:float", Bytes.toBytes(1.5f));
    with(row, "p:double", Bytes.toBytes(-0.1));
    with(row, "p:decimal", Bytes.toBytes(new BigDecimal("123.4500")));
    with(row, "p:json", Bytes.toBytes("{\"a\": [1, null]}"));
    with(row, "p:bytes", new byte[] {0, (byte) 0xff});
    with(
        row,
        "p:uuid",
        Bytes.add(Bytes.toBytes(0x0011223344556677L), Bytes.toBytes(0x8899aabbccddeeffL)));
    with(row, "p:text", Bytes.toBytes("42"));
    with(row, "h:a", Bytes.toBytes("1"));
    with(row, "h:b", Bytes.toBytes("2"));
    fill(row);

    CommandLine done =
        load(
            Stream.of(
                    "string  = p:string",
                    "bool    = p:bool as bool",
                    "byte    = p:byte as byte",
                    "short   = p:short as short",
                    "int     = p:int as int",
                    "long    = p:long as long",
                    "float   = p:float as float",
                    "double  = p:double as double",
                    "decimal = p:decimal as decimal",
                    "json    = p:json as json",
                    "base64  = p:bytes as base64",
                    "hex     = p:bytes as hex",
                    "uuid    = p:uuid as uuid",
                    "tint    = p:text as text:int",
                    "tdouble = p:text as text:double",
                    "none    = p:none as long",
                    "seen    = ts p:text",
                    "head.*  = h:*",
                    "names[] = h:* names",
                    "const src = \"hbase\"")
                .collect(Collectors.joining("\n")));

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(source("k1"))
        .contains(
            "\"string\":\"Grüße \\\"1\\\"\\n\"",
            "\"bool\":true",
            "\"byte\":-7",
            "\"short\":-300",
            "\"int\":70000",
            "\"long\":-9223372036854775808",
            "\"float\":1.5",
            "\"double\":-0.1",
            "\"decimal\":123.4500",
            "\"json\":{\"a\": [1, null]}",
            "\"base64\":\"AP8=\"",
            "\"hex\":\"00ff\"",
            "\"uuid\":\"00112233-4455-6677-8899-aabbccddeeff\"",
            "\"tint\":42",
            "\"tdouble\":42",
            "\"seen\":1000",
            "\"head\":{\"a\":\"1\",\"b\":\"2\"}",
            "\"names\":[\"a\",\"b\"]",
            "\"src\":\"hbase\"")
        .doesNotContain("\"none\"");
  }

  @Test
  void a_load_that_was_killed_is_resumed_by_keys_after_a_region_was_split() throws Exception {
    int rows = 2_000;
    try (Table table = HBASE.create(TABLE, new byte[][] {b("1500")}, "p", "h")) {
      table.put(
          IntStream.range(0, rows)
              .mapToObj(i -> with(row("%04d".formatted(i)), "p:t", b("x")))
              .toList());
    }
    List<String> more =
        List.of(
            "-D", "sluice.rate.documents=250",
            "-D", "sluice.bulk.size=4kb",
            "-D", "sluice.bulk.memory=64kb",
            "-D", "sluice.checkpoint.interval=100ms");
    List<String> args = args(TABLE, "title = p:t", dir.resolve("killed"));
    args.addAll(more);
    KilledLoad.run(args, dir.resolve("killed"), 2, Duration.ZERO, dir);
    HBASE.split(TABLE, "0700");

    CommandLine changed =
        load("title = p:t\nx = p:x", "--resume", dir.resolve("killed").toString());
    CommandLine done = load("title = p:t", "--resume", dir.resolve("killed").toString());

    assertThat(changed.code()).isEqualTo(2);
    assertThat(changed.complaints())
        .singleElement()
        .asString()
        .contains("sluice.hbase.mapping has changed");
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(index.count()).isEqualTo(rows);
    assertThat(done.out())
        .containsPattern("(?m)^read +2,000$")
        .containsPattern("(?m)^  read before +[1-9]");
    assertThat(Files.readString(dir.resolve("job/job.json"))).contains("SUCCEEDED");
  }

  @Test
  void auto_mappers_are_as_many_as_nodes_with_data_however_many_regions() throws IOException {
    byte[][] splits = {b("c"), b("e"), b("g")};
    try (Table table = HBASE.create(TABLE, splits, "p", "h")) {
      table.put(Stream.of("b", "d", "f", "h").map(k -> with(row(k), "p:t", b(k))).toList());
    }

    CommandLine done = load("title = p:t", "--mappers", "auto");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(index.ids()).containsExactly("b", "d", "f", "h");
    assertThat(done.out()).contains("m_000000").doesNotContain("m_000001");
  }

  @Test
  void an_empty_table_is_no_failure() throws IOException {
    fill();

    CommandLine done = load("title = p:title");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out().lines())
        .contains("read                         0", "indexed                      0");
  }

  @Test
  void a_row_without_the_mapped_columns_becomes_a_document_without_fields() throws IOException {
    fill(with(row("bare"), "h:other", Bytes.toBytes("x")), with(row("full"), "p:t", b("y")));

    CommandLine done = load("title = p:t");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(source("bare")).isEqualTo("{}");
    assertThat(source("full")).isEqualTo("{\"title\":\"y\"}");
  }

  @Test
  void an_int_of_three_bytes_is_rejected_with_row_and_column() throws IOException {
    fill(with(row("bad"), "p:n", new byte[3]), with(row("good"), "p:n", Bytes.toBytes(5)));

    CommandLine done = load("n = p:n as int", "--errors-max", "1");

    assertThat(done.code()).as(done.err()).isEqualTo(1);
    assertThat(index.ids()).containsExactly("good");
    assertThat(rejected()).contains("bad", "p:n", "3 bytes");
  }

  @Test
  void an_int_of_three_bytes_fails_a_job_that_puts_up_with_none() throws IOException {
    fill(with(row("bad"), "p:n", new byte[3]));

    CommandLine done = load("n = p:n as int");

    assertThat(done.code()).isEqualTo(3);
    assertThat(done.complaints().get(0)).contains("bad", "p:n", "3 bytes", "sluice.errors.max");
  }

  @Test
  void a_key_that_is_no_text_is_rejected_and_named_in_a_form_that_can_be_read() throws IOException {
    fill(
        with(new Put(new byte[] {'k', (byte) 0xff}), "p:t", b("x")),
        with(row("fine"), "p:t", b("y")));

    CommandLine done = load("title = p:t", "--errors-max", "1");

    assertThat(done.code()).as(done.err()).isEqualTo(1);
    assertThat(index.ids()).containsExactly("fine");
    assertThat(rejected()).contains("k\\\\xFF");
  }

  @Test
  void a_key_that_is_no_text_makes_an_id_as_hex() throws IOException {
    fill(with(new Put(new byte[] {'k', (byte) 0xff}), "p:t", b("x")));

    CommandLine done = load("_id = key as hex\ntitle = p:t");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(index.ids()).containsExactly("6bff");
  }

  @Test
  void a_table_that_is_not_there_is_a_mistake_that_names_table_and_cluster() throws IOException {
    CommandLine done = loadTable("no-such-table", "title = p:t");

    assertThat(done.code()).as(done.err()).isEqualTo(2);
    assertThat(done.complaints())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("table not found: no-such-table", "quorum"));
    assertThat(SERVER.rest().status("HEAD", "/" + index.name())).isEqualTo(404);
  }

  @Test
  void a_ZooKeeper_that_knows_no_HBase_is_named_with_what_was_looked_for() throws IOException {
    CommandLine noNode = load("title = p:t", "-D", "zookeeper.znode.parent=/elsewhere");
    CommandLine noMaster = load("title = p:t", "-D", "zookeeper.znode.master=stopped");

    assertThat(List.of(noNode.code(), noMaster.code())).containsExactly(3, 3);
    assertThat(noNode.complaints())
        .singleElement()
        .asString()
        .contains("ZooKeeper at ", " has no node /elsewhere", "set zookeeper.znode.parent");
    assertThat(noMaster.complaints())
        .singleElement()
        .asString()
        .contains("HBase is not running: ZooKeeper at ", " has no active master in /hbase");
  }

  @Test
  void a_slip_in_the_mapping_is_shown_by_file_line_and_column() throws IOException {
    CommandLine done = load("title = p:title\nlength = p:length as itn\n");

    assertThat(done.code()).isEqualTo(2);
    assertThat(done.complaints())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains(dir.resolve("rows.mapping") + ", line 2, column 22: ", "itn"));
  }

  @Test
  void a_mapping_file_that_is_not_there_is_a_mistake() {
    CommandLine done =
        sluice("table", "--table", TABLE, "--index", "x", "--mapping", "/no/such.mapping");

    assertThat(done.code()).isEqualTo(2);
    assertThat(done.complaints())
        .containsExactly(
            "sluice: --mapping is \"/no/such.mapping\", which cannot be read: file not found");
  }

  private static byte[] b(String text) {
    return Bytes.toBytes(text);
  }

  @Test
  void explain_shows_what_would_be_done_and_writes_nothing() throws IOException {
    fill(with(row("a"), "p:n", Bytes.toBytes(5)), with(row("b"), "p:t", b("y")));

    CommandLine done = load("n = p:n as int\ntitle = p:t", "--explain");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out())
        .contains("n = p:n as int", "\"integer\"", "{\"n\":5}", "{\"title\":\"y\"}");
    assertThat(SERVER.rest().status("HEAD", "/" + index.name())).isEqualTo(404);
  }

  private CommandLine loadSnapshot(String table, String... more) throws IOException {
    Configuration hbase = HBASE.configuration();
    List<String> args = new ArrayList<>();
    args.addAll(List.of("--snapshot", "rows-snapshot"));
    args.addAll(List.of("--restore-dir", "/restored-for-" + index.name()));
    args.addAll(List.of("-D", "hbase.rootdir=" + hbase.get("hbase.rootdir")));
    args.addAll(List.of("-D", "fs.defaultFS=" + hbase.get("fs.defaultFS")));
    args.addAll(List.of("-D", "sluice.job.dir=/job-of-" + index.name()));
    args.addAll(Arrays.asList(more));
    return loadTable(table, "n = p:n as int", args.toArray(new String[0]));
  }

  private static void snapshot() throws IOException {
    fill(with(row("a"), "p:n", Bytes.toBytes(5)), with(row("b"), "p:n", Bytes.toBytes(6)));
    try (Admin admin = HBASE.connection().getAdmin()) {
      if (admin.listSnapshots().stream().anyMatch(s -> s.getName().equals("rows-snapshot"))) {
        admin.deleteSnapshot("rows-snapshot");
      }
      admin.snapshot("rows-snapshot", TableName.valueOf(TABLE));
    }
    fill();
  }

  @Test
  void a_snapshot_of_the_table_is_read_past_the_region_servers() throws IOException {
    snapshot();

    CommandLine done = loadSnapshot(TABLE);

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(source("a")).isEqualTo("{\"n\":5}");
  }

  @Test
  void a_snapshot_of_another_table_is_refused_and_both_are_named() throws IOException {
    snapshot();

    CommandLine done = loadSnapshot("others");

    assertThat(done.code()).as(done.err()).isEqualTo(2);
    assertThat(done.complaints())
        .singleElement()
        .asString()
        .contains("belongs to table rows", "others");
    assertThat(SERVER.rest().status("HEAD", "/" + index.name())).isEqualTo(404);
  }

  @Test
  void explain_shows_rows_of_the_snapshot() throws IOException {
    snapshot();

    CommandLine done = loadSnapshot(TABLE, "--explain");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out()).contains("{\"n\":5}", "{\"n\":6}");
  }

  @Test
  void rows_are_chosen_by_the_keys_of_HBases_own_format() throws IOException {
    fill(
        with(row("a"), "p:t", b("x")),
        with(row("b"), "p:t", b("y")),
        with(row("c"), "p:t", b("z")));

    CommandLine done =
        load(
            "title = p:t",
            "-D",
            "hbase.mapreduce.scan.row.start=b",
            "-D",
            "hbase.mapreduce.scan.row.stop=c");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(index.ids()).containsExactly("b");
  }

  @Test
  void a_dry_run_reads_the_table_and_creates_no_index() throws IOException {
    fill(with(row("a"), "p:n", b("1")), with(row("b"), "p:n", b("x")));

    CommandLine done = load("n = p:n as text:int", "--dry-run", "--errors-max", "1");

    assertThat(done.code()).as(done.out() + done.err()).isEqualTo(1);
    assertThat(done.out()).containsPattern("would index +1\n").contains("nothing was sent");
    assertThat(rejected()).contains("\"_id\":\"b\"");
    assertThat(SERVER.rest().status("HEAD", "/" + index.name())).isEqualTo(404);
  }

  @Test
  void explain_says_when_elasticsearch_does_not_answer() throws IOException {
    fill(with(row("a"), "p:t", b("x")));

    CommandLine done =
        load(
            "title = p:t",
            "--explain",
            "-D",
            "sluice.http.connect-timeout=1s",
            "--nodes",
            "http://127.0.0.1:1");

    assertThat(done.code()).as(done.out()).isEqualTo(3);
    assertThat(done.out()).contains("{\"title\":\"x\"}");
    assertThat(done.err()).contains("127.0.0.1:1");
  }
}
