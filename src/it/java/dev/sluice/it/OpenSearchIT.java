package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.ReadJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs on a real OpenSearch, from end to end, and what is particular about it. */
@Timeout(300)
final class OpenSearchIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.sharedOpenSearch();

  private static final String ONE_SHARD =
      "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":0,\"refresh_interval\":\"-1\"}}";
  private static final Pattern HIT =
      Pattern.compile("\"_id\":\"([^\"]+)\",\"_routing\":\"([^\"]+)\"");

  @TempDir Path dir;

  private int jobs;

  @AfterEach
  void no_point_in_time_is_left() {
    OpenContexts.none(SERVER.rest());
  }

  private CommandLine run(String command, String... more) {
    List<String> args = new ArrayList<>(List.of(command));
    if (!List.of(more).contains("--nodes")) {
      args.addAll(List.of("--nodes", SERVER.url()));
    }
    args.addAll(List.of(more));
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("job-" + ++jobs)));
    return sluice(args.toArray(String[]::new));
  }

  private void succeeds(String command, String... more) {
    CommandLine done = run(command, more);
    assertThat(done.code()).as(done.out() + done.err()).isZero();
  }

  private CommandLine load(Index index, String lines, String... more) throws IOException {
    List<String> args = new ArrayList<>();
    Path input = Files.writeString(dir.resolve("lines.json"), lines);
    args.addAll(List.of("--input", input.toString(), "--index", index.name(), "--id", "field:id"));
    args.addAll(List.of(more));
    return run("load", args.toArray(String[]::new));
  }

  @Test
  void what_was_dumped_and_loaded_is_the_same_index() {
    try (Index from = OddDocuments.in(SERVER.index("dumped"), SERVER.rest());
        Index to = SERVER.index("restored").create(OddDocuments.THREE_SHARDS)) {
      String output = dir.resolve("dump").toString();

      succeeds("dump", "--index", from.name(), "--output", output);
      succeeds("load", "--envelope", "--input", output, "--index", to.name());

      assertThat(OddDocuments.of(to, SERVER.rest()))
          .isEqualTo(OddDocuments.of(from, SERVER.rest()));
    }
  }

  @ParameterizedTest
  @CsvSource({"OpenSearch,OpenSearch", "OpenSearch,Elasticsearch", "Elasticsearch,OpenSearch"})
  void an_index_is_copied_within_opensearch_and_between_both(String source, String target) {
    ElasticsearchServer read = server(source);
    ElasticsearchServer written = server(target);
    try (Index from = OddDocuments.in(read.index("from"), read.rest());
        Index to = written.index("to").create(OddDocuments.THREE_SHARDS)) {

      succeeds(
          "reindex",
          "--from",
          read.url() + "/" + from.name(),
          "--to",
          written.url() + "/" + to.name());

      assertThat(to.count()).isEqualTo(OddDocuments.COUNT);
      assertThat(OddDocuments.of(to, written.rest())).isEqualTo(OddDocuments.of(from, read.rest()));
    }
  }

  private static ElasticsearchServer server(String kind) {
    return kind.equals("OpenSearch") ? SERVER : ElasticsearchServer.shared();
  }

  /** Five segments with deletes, and everything changes once the first document has been read. */
  @Test
  void many_slices_of_a_shard_read_the_point_in_time_while_the_index_changes() throws Exception {
    Map<String, String> sources = new TreeMap<>(ReadIT.numbered(ReadIT.DOCUMENTS));
    try (Index index = SERVER.index("read").create(ONE_SHARD)) {
      for (int part = 0; part < 5; part++) {
        int rest = part;
        Documents.put(SERVER.rest(), index.name(), some(sources, n -> n % 5 == rest));
      }
      delete(index, some(sources, n -> n % 7 == 0));
      sources.keySet().removeAll(some(sources, n -> n % 7 == 0).keySet());
      ReadJob job =
          ReadJob.in(dir)
              .set("sluice.read.value", "document")
              .set("sluice.read.streams", "8")
              .set("sluice.read.page.size", "4kb")
              .when(number -> change(number, index));

      assertThat(job.run(SERVER.url(), index.name())).isTrue();

      assertThat(index.count()).as("changed").isNotEqualTo(sources.size());
      assertThat(ReadIT.sourcesById(job)).isEqualTo(sources);
    }
  }

  private static Map<String, String> some(Map<String, String> sources, IntPredicate wanted) {
    return sources.entrySet().stream()
        .filter(entry -> wanted.test(Integer.parseInt(entry.getKey().substring("id-".length()))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static void delete(Index index, Map<String, String> sources) {
    String lines =
        sources.keySet().stream()
            .map(id -> "{\"delete\":{\"_id\":\"" + id + "\"}}\n")
            .collect(Collectors.joining());
    SERVER.rest().post("/" + index + "/_bulk?refresh=true", lines);
  }

  /** Updates, deletes and adds documents, and merges, at some records. */
  private static void change(int number, Index index) {
    if (number != 1 && number != ReadIT.DOCUMENTS / 3) {
      return;
    }
    Map<String, String> all = ReadIT.numbered(ReadIT.DOCUMENTS);
    delete(index, some(all, n -> n % 3 == 0));
    Map<String, String> changed = some(all, n -> n % 3 == 1);
    changed.replaceAll((id, source) -> "{\"changed\":" + number + "}");
    changed.put("late-" + number, "{}");
    Documents.put(SERVER.rest(), index.name(), changed);
    SERVER.rest().post("/" + index + "/_forcemerge?max_num_segments=1", "");
  }

  @Test
  void typed_reads_give_the_types_of_the_mapping() throws Exception {
    try (Index index =
        SERVER
            .index("typed")
            .create("{\"mappings\":{\"properties\":{\"i\":{\"type\":\"integer\"}}}}")) {
      Documents.put(SERVER.rest(), index.name(), Map.of("a", "{\"i\":\"7\",\"k\":\"x\"}"));
      ReadJob job =
          ReadJob.in(dir)
              .set("sluice.read.value", "map")
              .set("sluice.read.map.types", "mapping")
              .set("sluice.read.query", "{\"term\":{\"i\":7}}");

      assertThat(job.run(SERVER.url(), index.name())).isTrue();

      assertThat(job.read()).hasSize(1);
      assertThat((MapWritable) job.read().get(0).value())
          .containsEntry(new Text("i"), new IntWritable(7))
          .containsEntry(new Text("k"), new Text("x"));
    }
  }

  @Test
  void a_pipeline_with_real_processors_is_applied_and_a_missing_one_is_refused()
      throws IOException {
    SERVER
        .rest()
        .put(
            "/_ingest/pipeline/marking",
            "{\"processors\":[{\"set\":{\"field\":\"m\",\"value\":1}}]}");
    String line = "{\"id\":\"a\"}\n";
    try (Index index = SERVER.index("piped")) {
      CommandLine refused = load(index, line, "-D", "sluice.pipeline=nowhere");
      CommandLine done = load(index, line, "-D", "sluice.pipeline=marking");

      assertThat(refused.code()).isEqualTo(3);
      assertThat(refused.err()).contains("Ingest pipeline \"nowhere\" not found");
      assertThat(done.code()).as(done.err()).isZero();
      assertThat(SERVER.rest().source(index.name(), "a")).hasValue("{\"id\":\"a\",\"m\":1}");
    }
  }

  @Test
  void load_mode_is_restored_and_the_alias_moves_to_the_new_index() throws IOException {
    String settings =
        "{\"settings\":{\"number_of_shards\":2,\"refresh_interval\":\"7s\","
            + "\"number_of_replicas\":0}}";
    try (Index old = SERVER.index("old").create("{}");
        Index index = SERVER.index("bulk").create(settings)) {
      String alias = index + "-live";
      SERVER.rest().put("/" + old + "/_alias/" + alias, "{}");

      CommandLine done =
          load(
              index,
              "{\"id\":1}\n{\"id\":2}\n",
              "-D",
              "sluice.index.load-mode=bulk",
              "-D",
              "sluice.index.alias=" + alias);

      assertThat(done.code()).as(done.err()).isZero();
      assertThat(SERVER.rest().count(alias)).isEqualTo(2);
      assertThat(SERVER.rest().get("/_alias/" + alias)).doesNotContain(old.name());
      assertThat(SERVER.rest().get("/" + index + "/_settings?flat_settings=true"))
          .contains("\"index.refresh_interval\":\"7s\"")
          .doesNotContain("translog");
      assertThat(SERVER.rest().get("/" + index + "/_mapping")).doesNotContain("sluice");
    }
  }

  @Test
  void rejected_documents_are_kept_and_replayed() throws IOException {
    String strict = "{\"mappings\":{\"properties\":{\"n\":{\"type\":\"integer\"}}}}";
    try (Index index = SERVER.index("strict").create(strict);
        Index loose = SERVER.index("loose")) {
      CommandLine loaded =
          load(index, "{\"id\":\"a\",\"n\":1}\n{\"id\":\"b\",\"n\":\"x\"}\n", "--errors-max", "1");
      String job = dir.resolve("job-" + jobs).toString();

      assertThat(loaded.code()).as(loaded.err()).isEqualTo(1);
      succeeds("replay", "--input", job, "--index", loose.name());

      assertThat(index.ids()).containsExactly("a");
      assertThat(SERVER.rest().source(loose.name(), "b")).hasValue("{\"id\":\"b\",\"n\":\"x\"}");
    }
  }

  @Test
  void a_data_stream_is_created_by_its_template_and_filled() throws IOException {
    SERVER
        .rest()
        .put(
            "/_index_template/streams",
            "{\"index_patterns\":[\"stream-*\"],\"priority\":900,\"data_stream\":{}}");
    Index stream = SERVER.index("stream");
    try {
      CommandLine done =
          load(
              stream,
              "{\"id\":\"a\",\"@timestamp\":\"2026-06-01T00:00:00Z\"}\n",
              "-D",
              "sluice.operation=create");

      assertThat(done.code()).as(done.err()).isZero();
      assertThat(stream.count()).isEqualTo(1);
      assertThat(SERVER.rest().get("/_data_stream/" + stream)).contains("\"generation\":1");
    } finally {
      SERVER.rest().status("DELETE", "/_data_stream/" + stream);
      SERVER.rest().status("DELETE", "/_index_template/streams");
    }
  }

  @Test
  void row_ranges_of_a_table_lead_to_the_shards_that_sluice_computes() throws IOException {
    HBaseCluster hbase = HBaseCluster.shared();
    byte[][] splits = {Bytes.toBytes("20"), Bytes.toBytes("40")};
    try (Table table = hbase.create("open-search-ranged", splits, "d")) {
      table.put(IntStream.range(10, 70).mapToObj(OpenSearchIT::row).toList());
    }
    String mapping = Files.writeString(dir.resolve("m"), "_id = key\nv = d:v\n").toString();
    String create =
        Files.writeString(dir.resolve("c"), "{\"settings\":{\"number_of_shards\":3}}").toString();
    try (Index index = SERVER.index("ranged")) {
      List<String> args = new ArrayList<>(hbase.options());
      args.addAll(List.of("--table", "open-search-ranged", "--index", index.name()));
      args.addAll(List.of("--mapping", mapping, "--create", create));
      args.addAll(List.of("-D", "sluice.routing.by=row-range"));

      succeeds("table", args.toArray(String[]::new));

      assertThat(index.count()).isEqualTo(60);
      assertThat(computed(index)).isEqualTo(stored(index)).hasSize(60);
    }
  }

  private static Put row(int number) {
    return new Put(Bytes.toBytes("" + number))
        .addColumn(Bytes.toBytes("d"), Bytes.toBytes("v"), Bytes.toBytes("x"));
  }

  /** The routing value and the shard of each document, as the server has them. */
  private static Map<String, String> stored(Index index) {
    Map<String, String> found = new TreeMap<>();
    for (int shard = 0; shard < 3; shard++) {
      String path = "/" + index + "/_search?size=100&_source=false&preference=_shards:" + shard;
      String hits = SERVER.rest().get(path + "&filter_path=hits.hits._id,hits.hits._routing");
      Matcher hit = HIT.matcher(hits);
      while (hit.find()) {
        found.put(hit.group(1), hit.group(2) + " " + shard);
      }
    }
    return found;
  }

  /** The same, as {@code sluice route} computes them. */
  private static Map<String, String> computed(Index index) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("route", "--index", index.name(), "--nodes", SERVER.url()));
    IntStream.range(10, 70).forEach(number -> args.add("" + number));
    CommandLine route = sluice(args.toArray(String[]::new));
    assertThat(route.code()).as(route.err()).isZero();
    return route
        .out()
        .lines()
        .skip(1)
        .map(line -> line.split("\\s+"))
        .collect(Collectors.toMap(c -> c[0], c -> c[1] + " " + c[2], (a, b) -> a, TreeMap::new));
  }

  @Test
  void a_rehearsal_measures_and_leaves_nothing() throws IOException {
    String lines =
        IntStream.range(0, 300)
            .mapToObj("{\"id\":%d}"::formatted)
            .collect(Collectors.joining("\n"));
    try (Index index = SERVER.index("rehearsed").create(ONE_SHARD)) {

      CommandLine done = load(index, lines, "--rehearse", "5s", "-D", "sluice.bulk.actions=10");

      assertThat(done.code()).as(done.out() + done.err()).isZero();
      assertThat(done.out())
          .contains("as configured", "fewer requests", "for about 300 documents", "bottleneck: ");
      assertThat(index.count()).isZero();
      assertThat(SERVER.rest().get("/_cat/indices/sluice-rehearsal-*?h=index")).isBlank();
    }
  }

  @Test
  void a_load_whose_pipeline_changes_the_index_cannot_be_rehearsed() throws IOException {
    String pipeline = "/_ingest/pipeline/rehearsal-elsewhere";
    SERVER
        .rest()
        .put(
            pipeline,
            "{\"processors\":[{\"set\":{\"field\":\"_index\",\"value\":\"elsewhere\"}}]}");
    try (Index index = SERVER.index("rehearsed")) {

      CommandLine refused =
          load(index, "{\"id\":1}\n", "--rehearse", "-D", "sluice.pipeline=rehearsal-elsewhere");

      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err())
          .contains("\"rehearsal-elsewhere\" can send documents to another index (it sets _index)")
          .hasLineCount(1);
      assertThat(SERVER.rest().status("HEAD", "/elsewhere")).isEqualTo(404);
    } finally {
      SERVER.rest().delete(pipeline);
    }
  }

  @Test
  void a_cluster_that_calls_itself_elasticsearch_7_for_old_clients_is_written_and_read()
      throws IOException {
    String setting = "{\"persistent\":{\"compatibility.override_main_response_version\":%s}}";
    SERVER.rest().put("/_cluster/settings", setting.formatted("true"));
    try (Index index = SERVER.index("overridden")) {
      assertThat(SERVER.rest().get("/")).contains("\"number\" : \"7.10.2\"");

      CommandLine done = load(index, "{\"id\":1}\n");
      assertThat(done.code()).as(done.err()).isZero();
      succeeds("dump", "--index", index.name(), "--output", dir.resolve("dump").toString());
    } finally {
      SERVER.rest().put("/_cluster/settings", setting.formatted("null"));
    }
  }

  @Test
  void nodes_of_opensearch_and_of_elasticsearch_in_one_list_are_refused() throws IOException {
    String elasticsearch = ElasticsearchServer.shared().url();
    try (Index index = SERVER.index("mixed")) {
      CommandLine done = load(index, "{\"id\":1}\n", "--nodes", elasticsearch + "," + SERVER.url());

      assertThat(done.code()).isNotZero();
      assertThat(done.complaints())
          .singleElement()
          .asString()
          .contains(elasticsearch + " runs Elasticsearch", SERVER.url() + " runs OpenSearch");
      assertThat(SERVER.rest().status("HEAD", "/" + index)).isEqualTo(404);
    }
  }
}
