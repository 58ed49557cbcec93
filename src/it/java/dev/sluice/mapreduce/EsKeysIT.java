package dev.sluice.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import dev.sluice.it.Rest;
import java.nio.file.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs that are told what to do by the keys of elasticsearch-hadoop alone. */
@Timeout(180)
class EsKeysIT {

  @TempDir Path temp;

  private final ElasticsearchServer server = ElasticsearchServer.shared();
  private final Rest rest = server.rest();

  private LocalJob job(String resource) {
    return LocalJob.in(temp)
        .set("es.nodes", server.url())
        .set("es.input.json", "yes")
        .set("es.resource", resource);
  }

  private static Writable[] documents(String... sources) {
    Writable[] records = new Writable[2 * sources.length];
    for (int i = 0; i < sources.length; i++) {
      records[2 * i] = new Text("ignored");
      records[2 * i + 1] = new Text(sources[i]);
    }
    return records;
  }

  @Test
  void documents_go_to_the_indices_they_name_which_are_searchable_then() throws Exception {
    try (Index index = server.index("named")) {
      String news = index + "-news-2008.12";
      String blog = index + "-blog-2017.10";

      assertThat(
              job(index + "-{tag}-{at|yyyy.MM}")
                  .set("es.mapping.id", "id")
                  .set("es.mapping.exclude", "tag")
                  .input(
                      documents(
                          "{\"id\":\"1\",\"tag\":\"news\",\"at\":\"2008-12-29\"}",
                          "{\"id\":\"2\",\"tag\":\"blog\",\"at\":\"2017-10-06T00:00:00Z\"}",
                          "{\"id\":\"3\",\"tag\":\"news\",\"at\":\"2008-12-30\"}"))
                  .runByKeys())
          .isTrue();

      assertThat(rest.get("/" + news + "/_search")).contains("\"value\":2,");
      assertThat(rest.get("/" + blog + "/_search")).contains("\"value\":1,");
      assertThat(rest.source(news, "1")).contains("{\"id\":\"1\",\"at\":\"2008-12-29\"}");
      rest.delete("/" + news);
      rest.delete("/" + blog);
    }
  }

  @Test
  void identical_documents_without_ids_are_all_there() throws Exception {
    try (Index index = server.index("identical")) {
      assertThat(
              job(index.name()).input(documents("{\"n\":1}", "{\"n\":1}")).reducers(1).runByKeys())
          .isTrue();

      assertThat(index.count()).isEqualTo(2);
    }
  }

  @Test
  void json_deletes_by_its_id_and_versions_are_judged_by_the_server() throws Exception {
    try (Index index = server.index("versions").create("{}")) {
      rest.put("/" + index + "/_doc/1?version=5&version_type=external", "{}");
      rest.put("/" + index + "/_doc/2?version=5&version_type=external", "{}");

      assertThat(
              job(index.name())
                  .set("es.write.operation", "delete")
                  .set("es.mapping.id", "id")
                  .set("es.mapping.version", "v")
                  .set("es.write.rest.error.handlers", "log")
                  .input(documents("{\"id\":\"1\",\"v\":6}", "{\"id\":\"2\",\"v\":4}"))
                  .runByKeys())
          .isTrue();

      assertThat(index.ids()).containsExactly("2");
    }
  }

  @Test
  void children_are_routed_to_their_parents() throws Exception {
    try (Index index = server.index("join").create("{\"settings\":{\"number_of_shards\":3}}")) {
      assertThat(
              job(index.name())
                  .set("es.mapping.id", "id")
                  .set("es.mapping.join", "j")
                  .input(
                      documents(
                          "{\"id\":\"q\",\"j\":{\"name\":\"question\"}}",
                          "{\"id\":\"a\",\"j\":{\"name\":\"answer\",\"parent\":\"q\"}}"))
                  .runByKeys())
          .isTrue();

      assertThat(rest.get("/" + index + "/_doc/a?routing=q")).contains("\"_routing\":\"q\"");
    }
  }

  @Test
  void rejected_documents_are_kept_and_told_to_the_index_of_the_handler() throws Exception {
    try (Index index =
            server
                .index("strict")
                .create("{\"mappings\":{\"properties\":{\"n\":{\"type\":\"long\"}}}}");
        Index errors = server.index("errors")) {
      LocalJob job =
          job(index.name())
              .set("es.mapping.id", "id")
              .set("es.write.rest.error.handlers", "es")
              .set("es.write.rest.error.handler.es.client.resource", errors.name())
              .set("es.write.rest.error.handler.es.label.job", "nightly")
              .input(documents("{\"id\":\"1\",\"n\":1}", "{\"id\":\"2\",\"n\":\"x\"}"));

      assertThat(job.runByKeys()).isTrue();

      assertThat(index.ids()).containsExactly("1");
      assertThat(job.lines("rejected")).hasSize(1);
      assertThat(rest.get("/" + errors + "/_search"))
          .contains(
              "\"value\":1,", "\"type\":\"bulk_failure\"", "\"labels\":{\"job\":\"nightly\"}");
    }
  }

  @Test
  void what_would_change_the_data_ends_the_submit_by_name() throws Exception {
    LocalJob job =
        job("pages")
            .set("es.mapping.id.extractor.class", "com.example.Ids")
            .set("es.write.operation", "update")
            .input(documents("{}"));

    assertThatThrownBy(job::runByKeys)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("es.mapping.id.extractor.class is not supported")
        .hasMessageContaining("es.write.operation is \"update\", which needs the ids");
  }

  @Test
  void a_missing_index_is_refused_where_none_is_to_be_created() throws Exception {
    LocalJob job = job("nowhere").set("es.index.auto.create", "no").input(documents("{\"n\":1}"));

    assertThatThrownBy(job::runByKeys)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("\"nowhere\" does not exist");
  }
}
