package dev.sluice.parity;

import static dev.sluice.parity.Parity.artists;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.it.Artists;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Rest;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.parity.Parity.Document;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The scenarios of elasticsearch-hadoop's own tests that run code on the server, where there is
 * some: scripts, ingest pipelines and join fields. What is compared is the content of the index.
 */
final class ParityScriptIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.sharedOpenSearch();
  private static final Rest REST = SERVER.rest();

  @TempDir Path temp;

  @AfterAll
  static void clean() {
    Parity.clean(REST);
  }

  private DropInJob job(Way way, String... keys) throws Exception {
    return DropInJob.of(way, temp).at(SERVER.url()).set("es.mapping.id", "number").set(keys);
  }

  private static Map<String, String> sources(String index) {
    return Parity.byId(REST, index, Document::source);
  }

  /** An index with three documents, of numbers 1 to 3. */
  private static String indexed(Way way, String name) {
    String index = way.index(name);
    for (int i = 1; i <= 3; i++) {
      REST.put("/" + index + "/_doc/" + i, Script.before(i));
    }
    return index;
  }

  private static List<String> three(Way way) {
    return Artists.all().stream()
        .limit(3)
        .map(artist -> way.json ? artist.json() : artist.line())
        .toList();
  }

  private static Map<String, String> after(Script script) {
    return Map.of("1", script.after(1), "2", script.after(2), "3", script.after(3));
  }

  @ParameterizedTest
  @EnumSource
  void scripts_update_documents(Script script) throws Exception {
    // Both occur; each with every script would take twice the time and tell no more.
    Way way = script.name().length() % 2 == 0 ? Way.OLD_API_MAPS : Way.NEW_API_JSON;
    String index = indexed(way, script.indexName());

    boolean good =
        script
            .in(job(way, "es.write.operation", script.operation))
            .set("es.update.retry.on.conflict", "3")
            .lines(three(way))
            .writes(index);

    assertThat(good).isTrue();
    assertThat(sources(index)).isEqualTo(after(script));
  }

  @ParameterizedTest
  @EnumSource(names = {"FIELD_PARAMS", "UPSERT_JSON_PARAMS"})
  void stored_scripts_update_documents(Script script) throws Exception {
    Way way = Way.NEW_API_MAPS;
    String index = indexed(way, "stored-" + script.indexName());
    REST.put("/_scripts/" + index, script.stored());

    boolean good =
        script
            .storedIn(job(way, "es.write.operation", script.operation), index)
            .lines(three(way))
            .writes(index);

    assertThat(good).isTrue();
    assertThat(sources(index)).isEqualTo(after(script));
    REST.delete("/_scripts/" + index);
  }

  @ParameterizedTest
  @EnumSource(names = {"UPSERT", "UPSERT_FIELD_PARAMS", "UPSERT_JSON_PARAMS"})
  void scripted_upserts_insert_what_is_not_there(Script script) throws Exception {
    Way way = script.name().length() % 2 == 0 ? Way.NEW_API_MAPS : Way.OLD_API_JSON;
    String index = way.index("new-" + script.indexName());

    boolean good = script.in(job(way, "es.write.operation", script.operation)).writes(index);

    assertThat(good).isTrue();
    assertThat(sources(index)).isEqualTo(artists(way::source));
  }

  @Test
  void a_scripted_upsert_runs_on_an_empty_document_if_asked_to() throws Exception {
    Way way = Way.NEW_API_JSON;
    String index = way.index("scripted");

    boolean good =
        Script.UPSERT_FIELD_PARAMS
            .in(job(way, "es.write.operation", "upsert", "es.update.script.upsert", "true"))
            .lines(three(way))
            .writes(index);

    assertThat(good).isTrue();
    String counted = "{\"counter\":\"1\"}";
    assertThat(sources(index)).isEqualTo(Map.of("1", counted, "2", counted, "3", counted));
  }

  @Test
  void a_script_that_does_not_compile_rejects_its_documents_and_fails_the_job() throws Exception {
    Way way = Way.NEW_API_JSON;
    String index = indexed(way, "broken");

    boolean good =
        job(way, "es.write.operation", "update", "es.update.script.inline", "ctx._source.counter =")
            .lines(three(way))
            .writes(index);

    assertThat(good).isFalse();
    assertThat(sources(index)).containsEntry("1", Script.before(1)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_MAPS", "NEW_API_JSON"})
  void documents_go_through_a_pipeline_by_way_of_the_nodes_that_ingest(Way way) throws Exception {
    String index = way.index("ingested");
    REST.put(
        "/_ingest/pipeline/" + index,
        "{\"processors\":[{\"set\":{\"field\":\"pipeline\",\"value\":true}}]}");

    boolean good =
        job(way, "es.ingest.pipeline", index, "es.nodes.ingest.only", "true").writes(index);

    assertThat(good).isTrue();
    assertThat(Parity.byId(REST, index, document -> fields(document.source())))
        .isEqualTo(
            artists(
                artist -> fields(way.source(artist).replaceFirst("}$", ",\"pipeline\":true}"))));
    REST.delete("/_ingest/pipeline/" + index);
  }

  /** The fields of a document, the values as they are; a pipeline puts them in another order. */
  private static Map<String, String> fields(String json) {
    Map<String, String> fields = new TreeMap<>();
    byte[] bytes = json.getBytes(UTF_8);
    try {
      JsonText.members(
          bytes,
          0,
          bytes.length,
          (name, at, length) -> fields.put(name, new String(bytes, at, length, UTF_8)));
    } catch (JsonFormException e) {
      throw new AssertionError(json, e);
    }
    return fields;
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_JSON", "NEW_API_JSON"})
  void children_are_found_by_their_parents_through_a_join_field(Way way) throws Exception {
    String index = way.index("join");
    REST.put(
        "/" + index,
        "{\"settings\":{\"number_of_shards\":5},\"mappings\":{\"properties\":{\"join\":"
            + "{\"type\":\"join\",\"relations\":{\"parent\":\"child\"}}}}}");
    List<String> family =
        List.of(
            "{\"number\":\"p1\",\"join\":\"parent\"}",
            "{\"number\":\"p2\",\"join\":{\"name\":\"parent\"}}",
            "{\"number\":\"c1\",\"join\":{\"name\":\"child\",\"parent\":\"p1\"}}",
            "{\"number\":\"c2\",\"join\":{\"name\":\"child\",\"parent\":\"p2\"}}",
            "{\"number\":\"c3\",\"join\":{\"name\":\"child\",\"parent\":\"p2\"}}");

    assertThat(job(way, "es.mapping.join", "join").lines(family).writes(index)).isTrue();

    assertThat(sources(index).values()).containsExactlyInAnyOrderElementsOf(family);
    Function<Document, String> routing = document -> String.valueOf(document.routing());
    assertThat(Parity.byId(REST, index, routing))
        .contains(Map.entry("c1", "p1"), Map.entry("c2", "p2"), Map.entry("c3", "p2"));
    assertThat(
            REST.post(
                "/" + index + "/_search?filter_path=hits.hits._id&sort=_doc",
                "{\"query\":{\"has_child\":{\"type\":\"child\",\"query\":{\"match_all\":{}},"
                    + "\"min_children\":2}}}"))
        .isEqualTo("{\"hits\":{\"hits\":[{\"_id\":\"p2\"}]}}");
  }
}
