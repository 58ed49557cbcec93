package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.ListWritable;
import dev.sluice.io.ReadCounter;
import dev.sluice.mapreduce.ReadJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.io.ByteWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.ShortWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that read by the keys of elasticsearch-hadoop, from a real server. */
class TypedReadIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  private static final String MAPPING =
      """
      {"settings":{"number_of_shards":%d,"number_of_replicas":0},
       "mappings":{"dynamic":false,"properties":{
        "b":{"type":"byte","ignore_malformed":true},"i":{"type":"integer"},"k":{"type":"keyword"},
        "o":{"properties":{"s":{"type":"short"}}},"n":{"type":"nested"},"f":{"type":"flattened"}}}}
      """;

  @TempDir Path dir;

  @AfterEach
  void no_point_in_time_is_left() {
    OpenContexts.none(SERVER.rest());
  }

  private static Index index(int shards, Map<String, String> sources) {
    Index index = SERVER.index("typed").create(MAPPING.formatted(shards));
    Documents.put(SERVER.rest(), index.name(), sources);
    return index;
  }

  /** Reads by their keys alone: none of ours but what the job needs to run. */
  private ReadJob read(Index index, String... keysAndValues) throws Exception {
    ReadJob job = job(index, keysAndValues);
    assertThat(job.run()).isTrue();
    return job;
  }

  private ReadJob job(Index index, String... keysAndValues) throws Exception {
    ReadJob job = ReadJob.in(dir).set("es.nodes", SERVER.url()).set("es.resource", index.name());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      job.set(keysAndValues[i], keysAndValues[i + 1]);
    }
    Job made = job.create();
    made.getConfiguration().setInt("mapreduce.map.maxattempts", 1);
    return job;
  }

  private static MapWritable only(ReadJob job) {
    assertThat(job.read()).hasSize(1);
    return (MapWritable) job.read().get(0).value();
  }

  private static Text text(String text) {
    return new Text(text);
  }

  private static MapWritable map(Object... namesAndValues) {
    MapWritable map = new MapWritable();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(text((String) namesAndValues[i]), (Writable) namesAndValues[i + 1]);
    }
    return map;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_a_task_needs_reaches_it_where_splits_are_made_under_a_copy_of_the_job(boolean spark)
      throws Exception {
    Map<String, String> sources =
        IntStream.range(0, 1_000)
            .boxed()
            .collect(Collectors.toMap(n -> "" + n, n -> "{\"i\":\"" + n + "\"}"));
    try (Index index = index(3, sources)) {
      ReadJob job =
          job(
              index,
              "sluice.read.query",
              "{\"range\":{\"i\":{\"lt\":20}}}",
              "sluice.read.value",
              "map",
              "sluice.read.map.types",
              "mapping");

      assertThat((spark ? job.copied() : job.amongInputs()).run()).isTrue();

      assertThat(job.read())
          .hasSize(20)
          .allSatisfy(
              read ->
                  assertThat(read.value())
                      .isEqualTo(map("i", new IntWritable(Integer.parseInt(read.id())))));
    }
  }

  @Test
  void maps_are_typed_by_the_mapping_that_the_job_fetches_once() throws Exception {
    String source =
        "{\"b\":\"7\",\"i\":8.9,\"k\":\"\",\"o\":{\"s\":9},\"n\":{\"x\":1},\"f\":{\"y\":1},\"z\":1}";
    try (Index index = index(1, Map.of("1", source))) {

      MapWritable map = only(read(index));

      assertThat(((ListWritable) map.remove(text("n"))).get()).hasSize(1);
      assertThat(map)
          .isEqualTo(
              map(
                  "b",
                  new ByteWritable((byte) 7),
                  "i",
                  new IntWritable(8),
                  "k",
                  NullWritable.get(),
                  "o",
                  map("s", new ShortWritable((short) 9))));
    }
  }

  @Test
  void unmapped_fields_and_metadata_come_if_they_are_wanted() throws Exception {
    try (Index index = index(1, Map.of("1", "{\"f\":{\"y\":1},\"z\":1}"))) {

      MapWritable map =
          only(
              read(
                  index,
                  "es.read.unmapped.fields.ignore",
                  "false",
                  "es.read.metadata",
                  "yes",
                  "es.read.metadata.version",
                  "yes"));

      assertThat(map)
          .isEqualTo(
              map(
                  "f",
                  map("y", new IntWritable(1)),
                  "z",
                  new IntWritable(1),
                  "_metadata",
                  map(
                      "_index",
                      text(index.name()),
                      "_id",
                      text("1"),
                      "_version",
                      text("1"),
                      "_score",
                      text("1.0"))));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ \"k\" : \"x\" } | { \"k\" : \"x\""
            + " ,\"_metadata\":{\"_index\":\"%s\",\"_id\":\"1\",\"_score\":1.0}}",
        "{ } | { \"_metadata\":{\"_index\":\"%s\",\"_id\":\"1\",\"_score\":1.0}}"
      })
  void json_has_its_metadata_behind_its_fields(String source, String expected) throws Exception {
    try (Index index = index(1, Map.of("1", source))) {

      ReadJob job = read(index, "es.output.json", "true", "es.read.metadata", "true");

      assertThat(job.read().get(0).value()).isEqualTo(text(expected.formatted(index.name())));
    }
  }

  @Test
  void a_document_that_is_none_of_its_mapping_fails_the_job_or_is_left_out() throws Exception {
    try (Index index = index(1, Map.of("good", "{\"b\":1}", "bad", "{\"b\":300}"))) {

      assertThat(job(index).run()).isFalse();
      ReadJob job = read(index, "es.read.data.error.handlers", "log");

      assertThat(job.read()).extracting(ReadJob.Read::id).containsExactly("good");
      assertThat(job.count(ReadCounter.READ)).isEqualTo(1);
      assertThat(job.count(ReadCounter.READ_UNREADABLE)).isEqualTo(1);
    }
  }

  @Test
  void limit_query_and_routing_narrow_what_is_read() throws Exception {
    Map<String, String> sources =
        IntStream.range(0, 300)
            .boxed()
            .collect(Collectors.toMap(String::valueOf, i -> "{\"k\":\"plain\"}"));
    try (Index index = index(3, sources)) {
      SERVER.rest().put("/" + index + "/_doc/r?routing=x&refresh=true", "{\"k\":\"routed\"}");

      assertThat(read(index, "es.scroll.limit", "2").read()).hasSize(6);
      assertThat(read(index, "es.query", "?q=k:routed").read())
          .extracting(ReadJob.Read::id)
          .containsExactly("r");
      List<ReadJob.Read> routed = read(index, "es.mapping.routing", "<x>").read();
      assertThat(routed).extracting(ReadJob.Read::id).contains("r");
      assertThat(routed).hasSizeLessThan(301);
    }
  }

  @Test
  void fields_that_nothing_has_end_the_submit_if_they_must_not_be_missing() throws Exception {
    try (Index index = index(1, Map.of("1", "{\"k\":\"x\",\"i\":1}"))) {
      assertThat(only(read(index, "es.read.source.filter", "k,none")))
          .isEqualTo(map("k", text("x")));

      assertThatThrownBy(
              () ->
                  job(
                          index,
                          "es.read.source.filter",
                          "k,none",
                          "es.read.field.validate.presence",
                          "strict")
                      .run())
          .hasMessageContaining("sluice.read.fields names none, not found in any mapping of");
    }
  }
}
