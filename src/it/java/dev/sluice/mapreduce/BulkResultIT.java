package dev.sluice.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.LoadCounter;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import dev.sluice.it.Rest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Documents whose request succeeds and that are not indexed: what a real server says of them, and
 * what is counted. In each case the counters agree with the index.
 */
final class BulkResultIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.sharedOpenSearch();
  private static final Rest REST = SERVER.rest();

  @TempDir Path temp;

  private static Index six(String name) {
    Index index = SERVER.index(name).create("{}");
    for (int i = 0; i < 6; i++) {
      REST.put("/" + index + "/_doc/" + i, "{\"id\":\"" + i + "\",\"kind\":" + i % 3 + "}");
    }
    REST.post("/" + index + "/_refresh", "");
    return index;
  }

  /** Documents 0 to {@code count}, of the kinds 0, 1 and 2 in turns. */
  private LocalJob job(int count) throws IOException {
    return LocalJob.in(temp)
        .set("sluice.id", "field:id")
        .input(
            IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"kind\":" + i % 3 + "}")
                .flatMap(json -> java.util.stream.Stream.of(new Text(), new Text(json)))
                .toArray(Text[]::new));
  }

  private static void runs(LocalJob job, Index index) throws Exception {
    assertThat(job.run(SERVER.url(), index)).isTrue();
  }

  /** The counters that end a document, without those that are zero. */
  private static Map<String, Long> outcomes(LocalJob job) throws IOException {
    Map<String, Long> outcomes = new TreeMap<>();
    for (LoadCounter each :
        List.of(
            LoadCounter.INDEXED,
            LoadCounter.DELETED,
            LoadCounter.NOOP,
            LoadCounter.ALREADY_THERE,
            LoadCounter.REJECTED,
            LoadCounter.UNKNOWN)) {
      if (job.count(each) != 0) {
        outcomes.put(each.name(), job.count(each));
      }
    }
    return outcomes;
  }

  @Test
  void a_script_that_deletes_or_leaves_its_document_is_counted_so() throws Exception {
    try (Index index = six("script")) {
      LocalJob job =
          job(6)
              .set("sluice.operation", "update")
              .set("sluice.script.params", "kind:kind")
              .set(
                  "sluice.script.source",
                  "if (params.kind == 0) { ctx.op = 'delete' } else if (params.kind == 1)"
                      + " { ctx.op = 'none' } else { ctx._source.seen = true }");

      runs(job, index);

      assertThat(outcomes(job)).isEqualTo(Map.of("INDEXED", 2L, "DELETED", 2L, "NOOP", 2L));
      assertThat(index.ids()).containsExactlyInAnyOrder("1", "2", "4", "5");
    }
  }

  @Test
  void a_scripted_upsert_that_leaves_out_its_document_is_a_noop() throws Exception {
    try (Index index = SERVER.index("scripted-upsert").create("{}")) {
      LocalJob job =
          job(6)
              .set("sluice.operation", "upsert")
              .set("sluice.script.upsert", "true")
              .set("sluice.script.params", "kind:kind")
              .set(
                  "sluice.script.source",
                  "if (params.kind == 0) { ctx.op = 'none' } else { ctx._source.n = 1 }");

      runs(job, index);

      assertThat(outcomes(job)).isEqualTo(Map.of("INDEXED", 4L, "NOOP", 2L));
      assertThat(index.ids()).containsExactlyInAnyOrder("1", "2", "4", "5");
    }
  }

  @Test
  void an_upsert_without_a_difference_is_a_noop() throws Exception {
    try (Index index = six("same")) {
      LocalJob job = job(7).set("sluice.operation", "upsert");

      runs(job, index);

      assertThat(outcomes(job)).isEqualTo(Map.of("INDEXED", 1L, "NOOP", 6L));
      assertThat(index.count()).isEqualTo(7);
    }
  }

  @Test
  void a_document_that_a_pipeline_drops_is_a_noop_and_not_missed() throws Exception {
    try (Index index = SERVER.index("dropped").create("{}")) {
      REST.put(
          "/_ingest/pipeline/dropping", "{\"processors\":[{\"drop\":{\"if\":\"ctx.kind == 0\"}}]}");
      LocalJob job = job(6).set("sluice.pipeline", "dropping");

      runs(job, index);

      assertThat(outcomes(job)).isEqualTo(Map.of("INDEXED", 4L, "NOOP", 2L));
      assertThat(index.count()).isEqualTo(4);
    } finally {
      REST.delete("/_ingest/pipeline/dropping");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"default_pipeline", "final_pipeline"})
  void a_document_that_a_pipeline_of_the_index_drops_is_a_noop(String setting) throws Exception {
    REST.put("/_ingest/pipeline/all", "{\"processors\":[{\"drop\":{}}]}");
    try (Index index =
        SERVER.index("dropped-all").create("{\"settings\":{\"" + setting + "\":\"all\"}}")) {
      LocalJob job = job(6);

      runs(job, index);

      assertThat(outcomes(job)).isEqualTo(Map.of("NOOP", 6L));
      assertThat(index.count()).isZero();
    } finally {
      REST.delete("/_ingest/pipeline/all");
    }
  }

  @Test
  void a_delete_counts_whether_or_not_there_is_a_document() throws Exception {
    try (Index index = six("deletes")) {
      LocalJob job = job(8).set("sluice.operation", "delete");

      runs(job, index);

      assertThat(outcomes(job)).isEqualTo(Map.of("DELETED", 8L));
      assertThat(index.count()).isZero();
    }
  }

  @Test
  void an_update_of_a_document_that_does_not_exist_is_rejected() throws Exception {
    try (Index index = six("absent")) {
      LocalJob job =
          job(8)
              .set("sluice.operation", "update")
              .set("sluice.script.source", "ctx.op = 'delete'")
              .set("sluice.errors.max", "2");

      runs(job, index);

      assertThat(outcomes(job)).isEqualTo(Map.of("DELETED", 6L, "REJECTED", 2L));
      assertThat(index.count()).isZero();
      List<String> rejected = new ArrayList<>(job.lines("rejected"));
      assertThat(rejected).hasSize(2).allMatch(line -> line.contains("document_missing_exception"));
    }
  }
}
