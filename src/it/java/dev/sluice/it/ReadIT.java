package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.config.ConfigException;
import dev.sluice.io.DocumentWritable;
import dev.sluice.io.ListWritable;
import dev.sluice.io.ReadCounter;
import dev.sluice.mapreduce.ReadJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that read indices of a real server, compared with what was put into them. */
class ReadIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  static final int DOCUMENTS = Integer.getInteger("sluice.read.documents", 4_000);

  @TempDir Path dir;

  /** What was opened is closed, whatever the test did. */
  @AfterEach
  void no_point_in_time_is_left() {
    OpenContexts.none(SERVER.rest());
  }

  private ReadJob job() {
    return ReadJob.in(dir);
  }

  private ReadJob documents() {
    return job().set("sluice.read.value", "document");
  }

  private static Index index(int shards) {
    return SERVER
        .index("read")
        .create(
            "{\"settings\":{\"number_of_shards\":"
                + shards
                + ",\"number_of_replicas\":0,\"refresh_interval\":\"-1\"}}");
  }

  private static void fill(Index index, Map<String, String> sources) {
    Documents.put(SERVER.rest(), index.name(), sources);
  }

  static Map<String, String> numbered(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(
            Collectors.toMap(
                i -> "id-" + i, i -> "{\"n\":" + i + ",\"text\":\"" + "x".repeat(i % 100) + "\"}"));
  }

  static Map<String, String> sourcesById(ReadJob job) {
    Map<String, String> found = new HashMap<>();
    for (DocumentWritable document : job.documents()) {
      String before = found.put(document.id(), new String(document.source(), UTF_8));
      assertThat(before).as("read twice: %s", document.id()).isNull();
    }
    return found;
  }

  @ParameterizedTest(name = "{0} shards, {1} streams")
  @CsvSource({"1,1", "1,8", "3,2", "7,3"})
  void every_document_is_read_once_whatever_shards_and_streams(int shards, int streams)
      throws Exception {
    Map<String, String> sources = numbered(DOCUMENTS);
    try (Index index = index(shards)) {
      fill(index, sources);
      ReadJob job =
          documents()
              .set("sluice.read.streams", String.valueOf(streams))
              .set("sluice.read.page.size", "32kb");

      assertThat(job.run(SERVER.url(), index.name())).isTrue();

      assertThat(sourcesById(job)).isEqualTo(sources);
      assertThat(job.count(ReadCounter.READ)).isEqualTo(DOCUMENTS);
      assertThat(job.job().mapProgress()).isEqualTo(1);
    }
  }

  @Test
  void the_view_is_that_of_the_moment_when_the_task_started() throws Exception {
    Map<String, String> sources = numbered(DOCUMENTS);
    try (Index index = index(1)) {
      fill(index, sources);
      ReadJob job =
          documents()
              .set("sluice.read.streams", "4")
              .set("sluice.read.page.size", "16kb")
              .when(number -> change(number, index));

      assertThat(job.run(SERVER.url(), index.name())).isTrue();

      assertThat(sourcesById(job)).isEqualTo(sources);
      assertThat(index.count()).isNotEqualTo(DOCUMENTS);
    }
  }

  /** Deletes some documents, changes others and adds some. */
  private static void change(int number, Index index) {
    if (number % (DOCUMENTS / 4) == 1) {
      StringBuilder bulk = new StringBuilder();
      for (int i = 0; i < DOCUMENTS; i += 7) {
        bulk.append("{\"delete\":{\"_id\":\"id-" + i + "\"}}\n");
        bulk.append("{\"index\":{\"_id\":\"id-" + (i + 1) + "\"}}\n{\"changed\":true}\n");
        bulk.append("{\"index\":{\"_id\":\"new-" + number + "-" + i + "\"}}\n{}\n");
      }
      SERVER.rest().post("/" + index + "/_bulk?refresh=true&filter_path=errors", bulk.toString());
    }
  }

  @Test
  void documents_are_read_once_while_others_write_without_a_pause() throws Exception {
    try (Index index = index(3)) {
      fill(index, numbered(DOCUMENTS));
      ReadJob job = documents().set("sluice.read.page.size", "16kb");
      AtomicBoolean done = new AtomicBoolean();
      Thread writer =
          new Thread(
              () -> {
                for (int i = 1; !done.get(); i++) {
                  change((i * (DOCUMENTS / 4)) + 1, index);
                }
              },
              "test-writer");
      writer.start();
      try {
        assertThat(job.run(SERVER.url(), index.name())).isTrue();
      } finally {
        done.set(true);
        writer.join();
      }

      assertThat(sourcesById(job)).hasSizeGreaterThan(DOCUMENTS / 2);
    }
  }

  /** Documents with everything that JSON and ids have. */
  static Map<String, String> nasty() {
    Map<String, String> sources = new HashMap<>();
    List<String> forms =
        List.of(
            "{}",
            "{ \"n\" : 1.50 ,\"z\":1E+2, \"a\" : [ 1 ,2.0, -0 ] , \"b\":12345678901234567890123}",
            "{\"e\":\"\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u00e9 \\u0000 \\ud83d\\ude00\"}",
            "{\"u\":\"é 漢 \uD83D\uDE00 \u2028 \u0085\"}",
            "{\"sort\":[1],\"in\":{\"_source\":{\"sort\":[2]}},\"hits\":{\"hits\":[{}]}}",
            "{\"t\":\"]}]}},{\\\"sort\\\":[1]}]}}\"}",
            "{\"a\":{\"b\":{\"c\":[[[[{\"d\":null}]]]]}},\"t\":true,\"f\":false}",
            "{\"z\":1,\"a\":2,\"m\":3}");
    forms.forEach(source -> sources.put("id-" + sources.size(), source));
    List<String> ids =
        List.of(
            "\"",
            "\\",
            "\\\"",
            "a/b c?d#e%20",
            "\uD83D\uDE00",
            "\u0001\n\t",
            "漢".repeat(170) + "ab");
    ids.forEach(id -> sources.put(id, "{\"id\":" + sources.size() + "}"));
    assertThat(ids).allMatch(id -> id.getBytes(UTF_8).length <= 512);
    assertThat(ids.get(ids.size() - 1).getBytes(UTF_8)).hasSize(512);
    return sources;
  }

  @Test
  void sources_and_ids_come_byte_for_byte() throws Exception {
    Map<String, String> sources = nasty();
    try (Index index = SERVER.index("read").create("{\"mappings\":{\"dynamic\":false}}")) {
      fill(index, sources);
      SERVER
          .rest()
          .put("/" + index + "/_doc/lines?refresh=true", "{\n  \"a\" : 1,\r\n\t\"b\":2\n}");
      sources.put("lines", "{\n  \"a\" : 1,\r\n\t\"b\":2\n}");
      ReadJob job = documents();

      assertThat(job.run(SERVER.url(), index.name())).isTrue();

      assertThat(sourcesById(job)).isEqualTo(sources);
    }
  }

  @Test
  void documents_of_any_size_are_read() throws Exception {
    Map<String, String> sources = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      sources.put("small-" + i, "{}");
    }
    for (int bytes = 1_000; bytes <= 20_000_000; bytes *= 10) {
      sources.put("large-" + bytes, "{\"t\":\"" + "y".repeat(bytes) + "\"}");
    }
    sources.put("huge", "{\"t\":\"" + "z".repeat(20_000_000) + "\"}");
    try (Index index = SERVER.index("read").create("{\"mappings\":{\"dynamic\":false}}")) {
      fill(index, sources);
      ReadJob job = documents();

      assertThat(job.run(SERVER.url(), index.name())).isTrue();

      assertThat(sourcesById(job).equals(sources)).isTrue();
    }
  }

  @Test
  void metadata_comes_with_documents_and_on_demand_with_maps() throws Exception {
    try (Index index = SERVER.index("read").create("{\"mappings\":{\"dynamic\":false}}")) {
      String path = "/" + index + "/_doc/a?routing=r1&refresh=true";
      SERVER.rest().put(path, "{}");
      SERVER
          .rest()
          .put(
              path,
              "{\"n\":1,\"f\":1.5,\"t\":\"x\",\"l\":[1,null,{\"b\":true}],\"o\":{\"d\":\"2020\"}}");
      ReadJob documents = documents();
      ReadJob maps = job().set("sluice.read.value", "map").set("sluice.read.metadata", "true");

      assertThat(documents.run(SERVER.url(), index.name())).isTrue();
      assertThat(maps.run(SERVER.url(), index.name())).isTrue();

      DocumentWritable document = documents.documents().get(0);
      assertThat(document.index()).isEqualTo(index.name());
      assertThat(document.routing()).contains("r1");
      assertThat(document.version()).isEqualTo(OptionalLong.of(2));
      assertThat(document.seqNo()).isEqualTo(OptionalLong.of(1));
      assertThat(document.primaryTerm()).isEqualTo(OptionalLong.of(1));
      MapWritable map = (MapWritable) maps.read().get(0).value();
      assertThat(map.get(new Text("n"))).hasToString("1");
      assertThat(((ListWritable) map.get(new Text("l"))).get()).hasSize(3);
      MapWritable metadata = (MapWritable) map.get(new Text("_metadata"));
      assertThat(metadata.get(new Text("_routing"))).hasToString("r1");
      assertThat(metadata.get(new Text("_version"))).hasToString("2");
    }
  }

  @Test
  void values_are_texts_bytes_or_maps_as_the_job_asks() throws Exception {
    try (Index index = index(1)) {
      fill(index, Map.of("a", "{\"n\": 1.50}"));
      ReadJob texts = job();
      ReadJob bytes = job().set("sluice.read.value", "bytes");

      assertThat(texts.run(SERVER.url(), index.name())).isTrue();
      assertThat(bytes.run(SERVER.url(), index.name())).isTrue();

      assertThat(texts.read()).containsExactly(new ReadJob.Read("a", new Text("{\"n\": 1.50}")));
      assertThat(bytes.read())
          .containsExactly(
              new ReadJob.Read("a", new BytesWritable("{\"n\": 1.50}".getBytes(UTF_8))));
    }
  }

  @Test
  void a_query_and_fields_say_what_to_read() throws Exception {
    try (Index index = index(3)) {
      fill(index, numbered(100));
      Path file = dir.resolve("query.json");
      Files.writeString(file, "{\"range\": {\"n\": {\"lt\": 10}}}\n");
      ReadJob filed = documents().set("sluice.read.query", file.toString());
      ReadJob inline =
          documents()
              .set("sluice.read.query", "{\"term\":{\"n\":7}}")
              .set("sluice.read.fields", "n");

      assertThat(filed.run(SERVER.url(), index.name())).isTrue();
      assertThat(inline.run(SERVER.url(), index.name())).isTrue();

      assertThat(sourcesById(filed)).isEqualTo(numbered(10));
      assertThat(sourcesById(inline)).isEqualTo(Map.of("id-7", "{\"n\":7}"));
    }
  }

  @Test
  void filters_of_aliases_are_kept_and_patterns_find_all() throws Exception {
    try (Index one = index(2);
        Index two = index(1)) {
      fill(one, Map.of("a", "{\"n\":1}", "b", "{\"n\":2}"));
      fill(two, Map.of("c", "{\"n\":1}", "d", "{\"n\":2}"));
      String alias = one + "-alias";
      String filter = "\"filter\":{\"term\":{\"n\":2}}";
      SERVER
          .rest()
          .post(
              "/_aliases",
              "{\"actions\":[{\"add\":{\"index\":\"%s\",\"alias\":\"%s\",%s}},"
                      .formatted(one, alias, filter)
                  + "{\"add\":{\"index\":\"%s\",\"alias\":\"%s\"}}]}".formatted(two, alias));

      assertThat(idsOf(alias)).containsExactlyInAnyOrder("b", "c", "d");
      assertThat(idsOf(one + "," + alias)).containsExactlyInAnyOrder("a", "b", "c", "d");
      assertThat(idsOf(one + "*,-" + one)).containsExactlyInAnyOrder("c", "d");
      assertThat(idsOf(one + "," + two)).containsExactlyInAnyOrder("a", "b", "c", "d");
    }
  }

  private List<String> idsOf(String index) throws Exception {
    ReadJob job = documents();
    assertThat(job.run(SERVER.url(), index)).isTrue();
    return job.documents().stream().map(DocumentWritable::id).toList();
  }

  @Test
  void a_missing_index_is_refused_unless_it_may_be_empty() throws Exception {
    try (Index index = index(1)) {
      fill(index, numbered(3));

      for (String missing : List.of("no-such", index + ",no-such", "no-such-*")) {
        assertThatThrownBy(() -> documents().run(SERVER.url(), missing))
            .hasMessageContaining("sluice.read.index is \"" + missing)
            .hasMessageContaining("no such index [no-such")
            .hasMessageContaining("sluice.read.missing");
        ReadJob job = documents().set("sluice.read.missing", "empty");
        assertThat(job.run(SERVER.url(), missing)).isTrue();
        assertThat(job.documents()).hasSize(missing.startsWith("no") ? 0 : 3);
      }
    }
  }

  @Test
  void what_is_wrong_is_said_when_the_job_is_submitted() throws Exception {
    try (Index index = index(1)) {
      assertThatThrownBy(
              () ->
                  job()
                      .set("sluice.read.streams", "0")
                      .set("sluice.read.value", "xml")
                      .set("sluice.read.query", "{")
                      .run(SERVER.url(), "a b"))
          .hasMessageContaining("sluice.read.streams is \"0\"")
          .hasMessageContaining("sluice.read.value is \"xml\"")
          .hasMessageContaining("sluice.read.query does not contain one JSON object")
          .hasMessageContaining("sluice.read.index contains \"a b\"");
      fill(index, numbered(1));
      assertThatThrownBy(
              () ->
                  documents()
                      .set("sluice.read.query", "{\"match_most\":{}}")
                      .run(SERVER.url(), index.name()))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("The cluster rejected the query")
          .hasMessageContaining("match_most");
      SERVER.rest().post("/" + index + "/_close", "");
      assertThatThrownBy(() -> documents().run(SERVER.url(), index.name()))
          .hasMessageFindingMatch("Index closed: .*_open.*");
    }
  }

  @Test
  void a_shard_that_nobody_can_read_is_an_error() throws Exception {
    try (Index index = SERVER.index("read")) {
      SERVER
          .rest()
          .put(
              "/" + index + "?wait_for_active_shards=0&timeout=1ms",
              "{\"settings\":{\"index.routing.allocation.require._name\":\"nobody\"}}");

      assertThatThrownBy(() -> documents().run(SERVER.url(), index.name()))
          .hasMessageContaining("1 shards have no started copy");
    }
  }

  @Test
  void documents_that_were_acknowledged_but_not_refreshed_are_read() throws Exception {
    try (Index index = index(1)) {
      IntStream.range(0, 30)
          .forEach(n -> SERVER.rest().put("/" + index.name() + "/_doc/" + n, "{\"n\":" + n + "}"));
      ReadJob job = documents();

      assertThat(job.run(SERVER.url(), index.name())).isTrue();

      assertThat(job.documents()).hasSize(30);
    }
  }

  @Test
  void vectors_are_read_with_their_documents() throws Exception {
    try (Index index =
        SERVER
            .index("read")
            .create(
                "{\"mappings\":{\"properties\":{\"v\":{\"type\":\"dense_vector\",\"dims\":3}}}}")) {
      fill(index, Map.of("1", "{\"v\":[1.0,2.0,3.5],\"t\":\"x\"}"));
      ReadJob whole = job();
      ReadJob field = job().set("sluice.read.fields", "v");

      assertThat(whole.run(SERVER.url(), index.name())).isTrue();
      assertThat(field.run(SERVER.url(), index.name())).isTrue();

      assertThat(whole.read()).singleElement().asString().contains("[1.0,2.0,3.5]", "\"t\"");
      assertThat(field.read()).singleElement().asString().contains("[1.0,2.0,3.5]");
    }
  }

  @Test
  void as_many_indices_are_read_as_are_named() throws Exception {
    List<Index> indices =
        IntStream.range(0, 60)
            .mapToObj(n -> SERVER.index("read-" + "many".repeat(15) + n))
            .toList();
    try {
      for (Index index : indices) {
        index.create("{\"settings\":{\"number_of_replicas\":0}}");
        SERVER.rest().put("/" + index.name() + "/_doc/1", "{}");
      }
      ReadJob job = documents();
      String names = indices.stream().map(Index::name).collect(Collectors.joining(","));

      assertThat(names).hasSizeGreaterThan(4_096);
      assertThat(job.run(SERVER.url(), names)).isTrue();

      assertThat(job.documents()).hasSize(60);
    } finally {
      indices.forEach(Index::close);
    }
  }

  @Test
  void an_index_that_keeps_no_sources_has_ids() throws Exception {
    try (Index index =
        SERVER.index("read").create("{\"mappings\":{\"_source\":{\"enabled\":false}}}")) {
      fill(index, numbered(20));
      ReadJob documents = documents();
      ReadJob texts = job().set("mapreduce.map.maxattempts", "1");

      assertThat(documents.run(SERVER.url(), index.name())).isTrue();
      assertThatThrownBy(() -> texts.run(SERVER.url(), index.name()))
          .hasMessageContaining("Index " + index.name() + " stores no documents");

      assertThat(documents.documents()).hasSize(20).noneMatch(DocumentWritable::hasSource);
      assertThat(texts.read()).isEmpty();
    }
  }

  @Test
  void a_source_that_the_server_makes_up_is_read_as_it_is_made_up() throws Exception {
    assumeTrue(makesUpSources());
    try (Index index =
        SERVER
            .index("read")
            .create(
                "{\"settings\":{\"index.mapping.source.mode\":\"synthetic\"},\"mappings\":"
                    + "{\"properties\":{\"n\":{\"type\":\"double\"},\"k\":{\"type\":\"keyword\"}}}}")) {
      fill(index, Map.of("a", "{ \"n\": 1.50, \"k\": \"x\" }"));
      ReadJob job = documents();

      assertThat(job.run(SERVER.url(), index.name())).isTrue();

      assertThat(sourcesById(job))
          .isEqualTo(Map.of("a", SERVER.rest().source(index.name(), "a").get()));
    }
  }

  /** From 8.17 on an index is told so by a setting. */
  private static boolean makesUpSources() {
    return !SERVER.rest().get("/_nodes?filter_path=nodes.*.version").contains("\"7.");
  }

  @Test
  void an_index_that_allows_small_pages_alone_is_read() throws Exception {
    try (Index index =
        SERVER.index("read").create("{\"settings\":{\"index.max_result_window\":7}}")) {
      fill(index, numbered(100));
      ReadJob job = documents();

      assertThat(job.run(SERVER.url(), index.name())).isTrue();

      assertThat(sourcesById(job)).isEqualTo(numbered(100));
    }
  }
}
