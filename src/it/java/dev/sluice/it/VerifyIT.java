package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.action.Operation;
import dev.sluice.config.ConfigException;
import dev.sluice.hbase.DocumentTableMapper;
import dev.sluice.hbase.TableJob;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.VerifyCounter;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.verify.Difference;
import dev.sluice.verify.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A source compared with an index, with differences that are known. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Tag("verify")
final class VerifyIT {

  private static final HBaseCluster HBASE = HBaseCluster.shared();
  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  private static final String TABLE = "verified";
  private static final int ROWS = Integer.getInteger("sluice.verify.documents", 20_000);

  /** Fewer where the table is not read, to save time; all of the full size. */
  private static final int LINES = ROWS > 20_000 ? ROWS : ROWS / 4;

  private static final int DIFFERENCES = Math.min(1_000, ROWS / 20);
  private static final int SOME = Math.min(1_000, LINES / 20);
  private static final long TIME = 1_790_000_000_000L;
  private static final String SHARDS =
      "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0},"
          + "\"mappings\":{\"dynamic\":false}}";
  private static final String MAPPING =
      "_version = ts max\ntitle = d:title\nn = d:n as long\nraw = d:json as json\ntags[] = t:* names";

  @TempDir Path dir;

  private int runs;

  @BeforeAll
  static void fill() throws IOException {
    byte[][] splits = {Bytes.toBytes(row(ROWS / 3)), Bytes.toBytes(row(ROWS * 2 / 3))};
    try (Table table = HBASE.create(TABLE, splits, "d", "t")) {
      List<Put> puts = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        puts.add(put(i));
      }
      table.put(puts);
    }
  }

  private static Put put(int i) {
    byte[] data = Bytes.toBytes("d");
    return new Put(Bytes.toBytes(row(i)), TIME)
        .addColumn(data, Bytes.toBytes("title"), Bytes.toBytes("T\u00eftle \u20ac \"" + i))
        .addColumn(data, Bytes.toBytes("n"), Bytes.toBytes((long) i))
        .addColumn(
            data, Bytes.toBytes("json"), Bytes.toBytes("{\"b\": [1.50, " + i + "], \"a\":null}"))
        .addColumn(Bytes.toBytes("t"), Bytes.toBytes("tag" + i % 7), Bytes.toBytes("x"))
        .addColumn(Bytes.toBytes("t"), Bytes.toBytes("tag" + i % 11), Bytes.toBytes("x"));
  }

  private static String row(int i) {
    return "row-%06d".formatted(i);
  }

  private static List<String> rows() {
    return rows(ROWS);
  }

  private static List<String> rows(int count) {
    return IntStream.range(0, count).mapToObj(VerifyIT::row).toList();
  }

  private Configuration configuration(String... keys) {
    Configuration conf = HBASE.configuration();
    conf.set("fs.defaultFS", "file:///");
    conf.set("hadoop.tmp.dir", dir.resolve("hadoop").toString());
    conf.set("sluice.job.dir", dir.resolve("job-" + ++runs).toUri().toString());
    for (String key : keys) {
      conf.set(key.split("=", 2)[0], key.split("=", 2)[1]);
    }
    return conf;
  }

  private Job tableJob(String index, String... keys) throws IOException {
    return TableJob.of(configuration(keys), TABLE, RowMapping.parse(MAPPING))
        .writeTo(SERVER.url(), index);
  }

  private void load(Job job) throws Exception {
    assertThat(job.waitForCompletion(false)).isTrue();
  }

  private Verification verify(Job load) throws Exception {
    return Verification.of(load, dir.resolve("differences-" + runs));
  }

  private static Map<String, String> seed(String index, Function<String, String> routing) {
    List<String> some = SeededDifferences.some(rows(), DIFFERENCES, ROWS);
    return SeededDifferences.make(SERVER.rest(), index, some, routing, TIME);
  }

  @Test
  void differences_between_a_table_and_an_index_are_all_found_and_none_is_invented()
      throws Exception {
    try (Index index = SERVER.index("verified").create(SHARDS)) {
      load(tableJob(index.name()));
      Verification equal = verify(tableJob(index.name()));
      Map<String, String> seeded = seed(index.name(), id -> null);
      String before = written();

      Verification found = verify(tableJob(index.name()));

      assertThat(written()).as("what the comparison wrote").isEqualTo(before);

      assertThat(equal.differences()).isEmpty();
      assertThat(equal.count(VerifyCounter.SAME)).isEqualTo(ROWS);
      assertThat(equal.bytesForDocument()).isBetween(40.0, 64.0);
      assertThat(found.kinds()).isEqualTo(seeded);
      assertThat(found.count(VerifyCounter.SAME)).isEqualTo(same(ROWS, seeded));
      assertThat(found.count(VerifyCounter.NEWER)).isEqualTo(count(seeded, "NEWER"));
      assertThat(found.differences()).allSatisfy(VerifyIT::assertAddressed);
    }
  }

  /**
   * All that a comparison could change on the cluster, by the counts and versions of the server.
   */
  private static String written() {
    return SERVER
            .rest()
            .get(
                "/_stats/indexing?filter_path=_all.total.indexing.index_total,"
                    + "_all.total.indexing.delete_total")
        + SERVER
            .rest()
            .get(
                "/_cluster/state/metadata?filter_path=metadata.templates,metadata.ingest,"
                    + "metadata.indices.*.settings_version,metadata.indices.*.mapping_version,"
                    + "metadata.indices.*.aliases_version");
  }

  /** Documents that stay: all but those that are gone, changed or only at a wrong place. */
  private static long same(int documents, Map<String, String> seeded) {
    return documents
        - seeded.size()
        + count(seeded, "EXTRA")
        + count(seeded, "MISROUTED duplicate");
  }

  private static long count(Map<String, String> seeded, String kind) {
    return seeded.values().stream().filter(kind::equals).count();
  }

  private static void assertAddressed(Difference found) {
    boolean indexed = !found.kind().name().equals("MISSING");
    assertThat(found.seqNo().isPresent()).as(found.toJson()).isEqualTo(indexed);
    assertThat(found.row().isPresent())
        .as(found.toJson())
        .isEqualTo(!found.kind().name().equals("EXTRA"));
    found.row().ifPresent(row -> assertThat(Bytes.toString(row)).isEqualTo(found.id()));
  }

  @Test
  void documents_of_row_ranges_are_found_where_their_rows_say() throws Exception {
    String ranges = "sluice.routing.by=row-range";
    try (Index index = SERVER.index("verified")) {
      Path create = Files.writeString(dir.resolve("create"), SHARDS);
      load(tableJob(index.name(), ranges, "sluice.index.create=" + create));
      Map<String, String> routings = Routings.of(SERVER.rest(), index.name());
      Map<String, String> seeded = seed(index.name(), routings::get);

      Verification found = verify(tableJob(index.name(), ranges));

      assertThat(found.kinds()).isEqualTo(seeded);
      assertThat(found.count(VerifyCounter.SAME)).isEqualTo(same(ROWS, seeded));
    }
  }

  @Test
  void a_part_of_a_table_is_compared_with_all_of_the_index() throws Exception {
    try (Index index = SERVER.index("verified").create(SHARDS)) {
      Scan part = new Scan().withStopRow(Bytes.toBytes(row(300)));
      load(table().rows(part).writeTo(SERVER.url(), index.name()));
      Scan less = new Scan().withStopRow(Bytes.toBytes(row(299)));

      Verification found = verify(table().rows(less).writeTo(SERVER.url(), index.name()));

      assertThat(found.kinds()).isEqualTo(Map.of(row(299), "EXTRA"));
      assertThat(found.count(VerifyCounter.SAME)).isEqualTo(299);
    }
  }

  private TableJob table() {
    return TableJob.of(configuration(), TABLE, RowMapping.parse(MAPPING));
  }

  /** Makes another document of a row when it maps it again, as if the row had changed meanwhile. */
  static final class Changing extends DocumentTableMapper {

    private static final AtomicBoolean MAPPED = new AtomicBoolean();

    @Override
    protected void map(ImmutableBytesWritable key, Result result, Context context)
        throws IOException, InterruptedException {
      String id = Bytes.toString(key.copyBytes());
      if (id.equals(row(1)) && MAPPED.getAndSet(true)) {
        context.write(
            new Text(id),
            BulkActionWritable.of(Operation.INDEX)
                .id(id)
                .source(new byte[] {123, 125}, 0, 2)
                .build());
      } else {
        super.map(key, result, context);
      }
    }
  }

  private Job someRows(String index, String... keys) throws IOException {
    return TableJob.of(configuration(keys), TABLE, RowMapping.parse(MAPPING))
        .rows(new Scan().withStopRow(Bytes.toBytes(row(20))))
        .writeTo(SERVER.url(), index);
  }

  @Test
  void a_row_that_changes_meanwhile_is_unsettled_and_the_others_show_both_documents()
      throws Exception {
    try (Index index = SERVER.index("verified").create(SHARDS)) {
      load(someRows(index.name()));
      String docs = "/" + index.name() + "/_doc/";
      SERVER.rest().delete(docs + row(1));
      SERVER.rest().delete(docs + row(2));
      String version = "?version_type=external_gte&version=" + TIME;
      SERVER.rest().put(docs + row(3) + version, "{\"n\":\n 7}");
      Job job = someRows(index.name(), "sluice.verify.show=10");
      job.setMapperClass(Changing.class);

      Verification found = verify(job);

      assertThat(found.kinds())
          .isEqualTo(Map.of(row(1), "UNSETTLED", row(2), "MISSING", row(3), "DIFFERENT"));
      assertThat(found.differences())
          .filteredOn(difference -> difference.kind() != Kind.UNSETTLED)
          .allMatch(difference -> difference.source().orElse("").contains("\"title\":\"T"))
          .extracting(difference -> difference.indexed().orElse("none"))
          .containsExactlyInAnyOrder("none", "{\"n\":  7}");
    }
  }

  /** A transform of a user: a line of an id and a number becomes a document. */
  static final class Lines extends Mapper<LongWritable, Text, Text, Text> {

    @Override
    protected void map(LongWritable offset, Text line, Context context)
        throws IOException, InterruptedException {
      String[] parts = line.toString().split(" ");
      context.write(new Text(parts[0]), new Text("{\"n\": " + parts[1] + ", \"of\":\"lines\"}"));
    }
  }

  private Job linesJob(String url, String index, Path lines, String... keys) throws IOException {
    Job job = Job.getInstance(configuration(keys));
    FileInputFormat.addInputPath(job, new org.apache.hadoop.fs.Path(lines.toUri()));
    job.setMapperClass(Lines.class);
    job.setNumReduceTasks(0);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(Text.class);
    job.getConfiguration().set("sluice.id", "key");
    IndexJob.writeTo(job, url, index);
    return job;
  }

  private Path lines(String name, String number) throws IOException {
    return Files.write(
        dir.resolve(name), rows(LINES).stream().map(row -> row + " " + number).toList(), UTF_8);
  }

  @Test
  void the_transform_of_a_user_is_verified_against_its_output() throws Exception {
    try (Index index = SERVER.index("verified").create(SHARDS)) {
      Path lines = lines("lines", "1.50");
      load(linesJob(SERVER.url(), index.name(), lines));
      List<String> some = SeededDifferences.some(rows(LINES), SOME, 7);
      Map<String, String> seeded =
          SeededDifferences.make(SERVER.rest(), index.name(), some, id -> null, -1);

      Verification found = verify(linesJob(SERVER.url(), index.name(), lines));

      assertThat(found.kinds()).isEqualTo(seeded);
      assertThat(found.count(VerifyCounter.SAME)).isEqualTo(same(LINES, seeded));
      assertThat(found.differences()).allMatch(difference -> difference.row().isEmpty());
    }
  }

  @Test
  void a_number_that_is_written_otherwise_differs_only_in_its_bytes() throws Exception {
    try (Index index = SERVER.index("verified").create(SHARDS)) {
      load(linesJob(SERVER.url(), index.name(), lines("loaded", "1.50")));
      Path otherwise = lines("otherwise", "15e-1");

      Verification content = verify(linesJob(SERVER.url(), index.name(), otherwise));
      Verification bytes =
          verify(linesJob(SERVER.url(), index.name(), otherwise, "sluice.verify.exact=true"));
      Verification ignored =
          verify(
              linesJob(
                  SERVER.url(),
                  index.name(),
                  otherwise,
                  "sluice.verify.exact=true",
                  "sluice.verify.ignore=n"));

      assertThat(content.differences()).isEmpty();
      assertThat(bytes.count(VerifyCounter.DIFFERENT)).isEqualTo(LINES);
      assertThat(bytes.differences()).hasSize(LINES);
      assertThat(ignored.differences()).isEmpty();
    }
  }

  @Test
  void documents_of_several_indices_are_found_under_their_alias() throws Exception {
    try (Index old = SERVER.index("verified").create(SHARDS);
        Index current = SERVER.index("verified").create(SHARDS)) {
      String alias = current.name() + "-alias";
      Path lines = lines("lines", "1");
      load(linesJob(SERVER.url(), old.name(), lines));
      String copy = "{\"n\": 1, \"of\":\"lines\"}";
      SERVER.rest().put("/" + current + "/_doc/" + row(5) + "?refresh=true", copy);
      SERVER
          .rest()
          .post(
              "/_aliases",
              ("{\"actions\":[{\"add\":{\"index\":\"%s\",\"alias\":\"%s\"}},"
                      + "{\"add\":{\"index\":\"%s\",\"alias\":\"%s\",\"is_write_index\":true}}]}")
                  .formatted(old, alias, current, alias));
      SERVER.rest().delete("/" + old + "/_doc/" + row(6) + "?refresh=true");

      List<String> some = rows(LINES).subList(7, LINES);
      Map<String, String> expected =
          SeededDifferences.make(
              SERVER.rest(), old.name(), SeededDifferences.some(some, SOME, 17), id -> null, -1);
      long same = same(LINES, expected) - 1;
      expected.put(row(5), "MISROUTED duplicate");
      expected.put(row(6), "MISSING");

      Verification found = verify(linesJob(SERVER.url(), alias, lines));

      assertThat(found.kinds()).isEqualTo(expected);
      assertThat(found.count(VerifyCounter.SAME)).isEqualTo(same);
    }
  }

  @Test
  void an_id_can_be_in_each_of_the_indices_that_documents_choose() throws Exception {
    try (Index prefix = SERVER.index("verified")) {
      Path lines = Files.write(dir.resolve("some"), List.of("k1 1", "k1 2", "k2 1"), UTF_8);
      String[] pattern = {prefix.name() + "-{n}", "sluice.id=key"};
      load(linesJob(SERVER.url(), pattern[0], lines, pattern[1]));
      SERVER.rest().put("/" + prefix + "-1/_doc/k3?refresh=true", "{}");
      SERVER.rest().put("/" + prefix + "-2/_doc/k1?refresh=true", "{}");

      Verification found = verify(linesJob(SERVER.url(), pattern[0], lines, pattern[1]));

      assertThat(found.kinds()).isEqualTo(Map.of("k1", "DIFFERENT", "k3", "EXTRA"));
      assertThat(found.differences())
          .extracting(difference -> difference.index().orElseThrow())
          .containsExactlyInAnyOrder(prefix + "-2", prefix + "-1");
      assertThat(found.count(VerifyCounter.SAME)).isEqualTo(2);
      SERVER.rest().delete("/" + prefix + "-1," + prefix + "-2");
    }
  }

  @Test
  void OpenSearch_is_compared_in_the_same_way() throws Exception {
    ElasticsearchServer open = ElasticsearchServer.sharedOpenSearch();
    try (Index index = open.index("verified").create(SHARDS)) {
      Path lines = lines("lines", "1.50");
      load(linesJob(open.url(), index.name(), lines));
      List<String> some = SeededDifferences.some(rows(LINES), 60, 11);
      Map<String, String> seeded =
          SeededDifferences.make(open.rest(), index.name(), some, id -> null, -1);

      Verification found = verify(linesJob(open.url(), index.name(), lines));

      assertThat(found.kinds()).isEqualTo(seeded);
    }
  }

  @Test
  void an_index_that_is_not_there_is_named_before_the_job_starts() throws Exception {
    Job job = linesJob(SERVER.url(), "verified-nothere", lines("lines", "1"));

    assertThatThrownBy(() -> verify(job))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("\"verified-nothere\" does not exist");
  }

  @Test
  void a_writer_of_other_documents_changes_nothing_of_the_result() throws Exception {
    try (Index index = SERVER.index("verified").create(SHARDS)) {
      Path lines = lines("lines", "1");
      load(linesJob(SERVER.url(), index.name(), lines));
      int half = SOME / 2;
      List<String> some = SeededDifferences.some(rows(LINES), SOME, 13);
      Map<String, String> seeded =
          SeededDifferences.make(
              SERVER.rest(), index.name(), some.subList(0, half), id -> null, -1);
      AtomicBoolean ends = new AtomicBoolean();
      Thread writer =
          new Thread(() -> rewrite(index.name(), some.subList(half, some.size()), ends));
      writer.start();
      try {
        Verification found = verify(linesJob(SERVER.url(), index.name(), lines));

        assertThat(found.kinds()).isEqualTo(seeded);
      } finally {
        ends.set(true);
        writer.join();
      }
    }
  }

  /** Writes the documents of the lines again and again, as they are, until the end. */
  private static void rewrite(String index, List<String> ids, AtomicBoolean ends) {
    StringBuilder bulk = new StringBuilder();
    for (String id : ids) {
      bulk.append("{\"index\":{\"_id\":\"").append(id).append("\"}}\n");
      bulk.append("{\"of\": \"lines\", \"n\":1.0}\n");
    }
    while (!ends.get()) {
      SERVER.rest().post("/" + index + "/_bulk?refresh=true", bulk.toString());
    }
  }

  @Test
  void the_configuration_of_the_load_is_kept_beside_the_differences() throws Exception {
    try (Index index = SERVER.index("verified").create(SHARDS)) {
      Path lines = lines("lines", "1");
      String secret = "own.service.password=hidden-word";
      String url = "own.service.url=https://me:hidden-word@service/";

      verify(linesJob(SERVER.url(), index.name(), lines, secret, url));

      Path file = dir.resolve("differences-" + runs).resolve("_job.xml");
      Configuration load = new Configuration(false);
      load.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
      assertThat(load.get("mapreduce.job.map.class")).isEqualTo(Lines.class.getName());
      assertThat(load.get("sluice.index")).isEqualTo(index.name());
      assertThat(load.get("mapreduce.job.reduces")).isEqualTo("0");
      assertThat(load.get("own.service.url")).isEqualTo("https://service/");
      assertThat(Files.readString(file)).doesNotContain("hidden-word");
    }
  }

  @Test
  void updates_and_generated_ids_are_refused_before_the_job_starts() throws Exception {
    try (Index index = SERVER.index("verified").create(SHARDS)) {
      Path lines = lines("lines", "1");

      assertThatThrownBy(
              () -> verify(linesJob(SERVER.url(), index.name(), lines, "sluice.operation=upsert")))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("sluice.operation=upsert cannot be verified");
      Job job = linesJob(SERVER.url(), index.name(), lines);
      job.getConfiguration().set("sluice.id", "none");
      assertThatThrownBy(() -> verify(job))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("sluice.id is none, so that each run generates other ids");
    }
  }
}
