package dev.sluice.eshadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EsWriteKeysTest {

  private static EsTranslation translate(String... keysAndValues) {
    Map<String, String> keys = new HashMap<>();
    keys.put("es.resource", "pages");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return EsTranslation.ofWriting(keys, key -> null);
  }

  private static String problem(String... keysAndValues) {
    assertThat(translate(keysAndValues).problems()).hasSize(1);
    return translate(keysAndValues).problems().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "es.resource; pages-{tag}; sluice.index; pages-{tag}",
        "es.resource; pages/doc; sluice.index; pages",
        "es.resource; pages-{t|yyyy/MM}; sluice.index; pages-{t|yyyy/MM}",
        "es.input.json; yes; sluice.value.text; true",
        "es.write.operation; CREATE; sluice.operation; create",
        "es.index.auto.create; no; sluice.index.create; never",
        "es.mapping.id; url; sluice.id; field:url",
        "es.mapping.id; <one>; sluice.id; field:<one>",
        "es.mapping.id; url; sluice.id.numbers; double",
        "es.mapping.id; url; sluice.id.null; generate",
        "es.mapping.routing; r; sluice.id.numbers; double",
        "es.mapping.join; j; sluice.id.numbers; double",
        "es.resource; pages-{tag}; sluice.id.numbers; double",
        "es.mapping.routing; <r/>; sluice.routing.field; <r/>",
        "es.mapping.join; j; sluice.routing.join; j",
        "es.mapping.version; v; sluice.version.field; v",
        "es.mapping.version; v; sluice.version.type; external",
        "es.mapping.include; a,b.*; sluice.source.include; a,b.*",
        "es.mapping.exclude; a,b.*; sluice.source.exclude; a,b.*",
        "es.ingest.pipeline; p; sluice.pipeline; p",
        "es.update.retry.on.conflict; 3; sluice.update.retry-on-conflict; 3",
        "es.batch.size.bytes; 2mb; sluice.bulk.size; 2097152b",
        "es.batch.size.bytes; 500; sluice.bulk.size; 1024b",
        "es.batch.size.bytes; 10k; sluice.bulk.size; 10240b",
        "es.batch.size.bytes; 50mb; sluice.bulk.memory; 104857600b",
        "es.batch.size.bytes; 999999999999gb; sluice.bulk.size; 104857600b",
        "es.batch.size.entries; 0; sluice.bulk.actions; 1000000",
        "es.batch.size.entries; 7; sluice.bulk.actions; 7",
        "es.batch.write.refresh; false; sluice.commit.refresh; false",
        "es.batch.write.retry.count; 6; sluice.bulk.retry.timeout; 60000ms",
        "es.batch.write.retry.count; -1; sluice.bulk.retry.timeout; 86400000ms",
        "es.batch.write.retry.wait; 1s; sluice.bulk.retry.timeout; 3000ms",
        "es.batch.write.retry.policy; none; sluice.bulk.retry.timeout; 0ms"
      })
  void a_key_becomes_a_setting(String key, String value, String setting, String becomes) {
    EsTranslation translation = translate(key, value);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.settings()).containsEntry(setting, becomes);
  }

  @Test
  void a_job_that_names_an_index_alone_gets_nothing_but_ids_that_lose_no_document() {
    assertThat(translate().settings())
        .containsEntry("sluice.index", "pages")
        .containsEntry("sluice.id.generate", "each");
    assertThat(translate().settings().keySet())
        .filteredOn(key -> key.matches("sluice\\.(bulk|errors|commit|source|script|operation).*"))
        .isEmpty();
    assertThat(translate("es.mapping.id", "url").settings())
        .doesNotContainKey("sluice.id.generate");
  }

  @Test
  void a_type_is_dropped_with_a_warning_unless_it_depends_on_the_document() {
    assertThat(translate("es.resource", "pages/doc").warnings())
        .containsExactly(
            "es.resource is \"pages/doc\": Elasticsearch no longer has types;"
                + " \"doc\" is ignored");
    assertThat(problem("es.resource", "pages/{t}"))
        .contains("Make it part of the index name: pages-{t}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"update", "upsert", "delete"})
  void an_operation_on_documents_that_are_there_needs_ids(String operation) {
    assertThat(problem("es.write.operation", operation)).contains("set es.mapping.id");
    assertThat(translate("es.write.operation", operation, "es.mapping.id", "id").settings())
        .containsEntry("sluice.operation", operation);
  }

  @ParameterizedTest
  @CsvSource({
    "es.write.operation, merge",
    "es.mapping.parent, p",
    "es.mapping.ttl, t",
    "es.mapping.timestamp, t",
    "es.mapping.id.extractor.class, a.B",
    "es.mapping.metadata.extractor.class, a.B",
    "es.mapping.index.formatter.class, a.B",
    "es.ser.writer.value.class, a.B",
    "es.ser.writer.bytes.class, a.B",
    "es.batch.write.retry.policy, a.B",
    "es.batch.write.retry.count, many",
    "es.batch.write.retry.wait, long",
    "es.batch.size.bytes, large",
    "es.batch.size.entries, many",
    "es.update.script.file, f",
    "es.write.rest.error.handlers, own",
    "es.write.rest.error.handler.own, a.B",
    "es.write.data.error.handler.own, a.B",
    "es.write.data.error.handlers, log"
  })
  void what_would_change_the_data_is_refused_by_name(String key, String value) {
    assertThat(problem(key, value)).startsWith(key);
  }

  @ParameterizedTest
  @CsvSource({"internal", "force", "other"})
  void a_version_type_that_writes_do_not_have_is_refused(String type) {
    assertThat(problem("es.mapping.version", "v", "es.mapping.version.type", type))
        .startsWith("es.mapping.version.type is \"" + type + "\"");
  }

  @Test
  void updates_have_neither_version_nor_pipeline() {
    assertThat(
            translate(
                    "es.write.operation", "upsert",
                    "es.mapping.id", "id",
                    "es.mapping.version", "v",
                    "es.ingest.pipeline", "p")
                .problems())
        .hasSize(2);
  }

  @Test
  void what_must_be_there_is_not_known_of_a_pattern() {
    assertThat(problem("es.resource", "x-{t}", "es.index.auto.create", "no"))
        .startsWith("es.index.auto.create is off, but es.resource is \"x-{t}\"");
  }

  @Test
  void what_is_done_better_is_said() {
    assertThat(translate("es.batch.write.retry.limit", "9").notes())
        .containsExactly("es.batch.write.retry.limit: retries are limited by time.");
    assertThat(translate("es.batch.flush.manual", "true").warnings()).hasSize(1);
  }

  private static EsTranslation update(String... keysAndValues) {
    String[] all = new String[keysAndValues.length + 4];
    all[0] = "es.write.operation";
    all[1] = "upsert";
    all[2] = "es.mapping.id";
    all[3] = "id";
    System.arraycopy(keysAndValues, 0, all, 4, keysAndValues.length);
    return translate(all);
  }

  @Test
  void a_script_keeps_its_meaning() {
    assertThat(
            update(
                    "es.update.script.inline", "x",
                    "es.update.script.lang", "painless",
                    "es.update.script.params", "a:b",
                    "es.update.script.upsert", "true")
                .settings())
        .containsEntry("sluice.script.source", "x")
        .containsEntry("sluice.script.lang", "painless")
        .containsEntry("sluice.script.params", "a:b")
        .containsEntry("sluice.script.upsert", "true");
  }

  @Test
  void the_older_name_of_a_script_is_understood() {
    assertThat(update("es.update.script", "x").settings())
        .containsEntry("sluice.script.source", "x");
  }

  @Test
  void a_stored_script_has_its_language_stored_with_it() {
    assertThat(
            update(
                    "es.update.script.stored", "st",
                    "es.update.script.lang", "painless",
                    "es.update.script.params.json", "{}")
                .settings())
        .containsEntry("sluice.script.id", "st")
        .containsEntry("sluice.script.params.json", "{}")
        .doesNotContainKey("sluice.script.lang");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "c = \\\"3\\\"; c = \"3\"",
        "c = \"3\"; c = \"3\"",
        "a\\tb\\u0041; a\tbA",
        "/\\d+/; /\\d+/",
        "plain; plain"
      })
  void a_script_that_was_escaped_for_JSON_is_not_escaped_twice(String given, String script) {
    assertThat(update("es.update.script.inline", given).settings())
        .containsEntry("sluice.script.source", script.replace("`", ""));
  }

  @Test
  void two_scripts_or_two_sets_of_parameters_are_refused() {
    assertThat(update("es.update.script.inline", "x", "es.update.script.stored", "y").problems())
        .hasSize(1);
    assertThat(
            update(
                    "es.update.script.inline", "x",
                    "es.update.script.params", "a:b",
                    "es.update.script.params.json", "{}")
                .problems())
        .hasSize(1);
  }

  @Test
  void a_script_without_updates_has_no_effect() {
    EsTranslation translation = translate("es.update.script.inline", "x");

    assertThat(translation.settings()).doesNotContainKey("sluice.script.source");
    assertThat(translation.warnings()).hasSize(1);
  }

  @Test
  void the_handler_log_keeps_the_job_going() {
    EsTranslation translation =
        translate(
            "es.write.rest.error.handlers", "log, fail",
            "es.write.rest.error.handler.log.logger.name", "bad",
            "es.write.rest.error.handler.log.logger.level", "FATAL");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.settings())
        .containsEntry("sluice.errors.max", "100%")
        .containsEntry("sluice.errors.records", "fail")
        .containsEntry("sluice.errors.log", "error")
        .containsEntry("sluice.errors.logger", "bad");
  }

  @Test
  void records_that_make_no_document_have_handlers_of_their_own() {
    assertThat(
            translate(
                    "es.write.rest.error.handlers", "log",
                    "es.write.data.error.handlers", "log")
                .settings())
        .containsEntry("sluice.errors.log", "warn")
        .doesNotContainKey("sluice.errors.records");
  }

  @Test
  void the_handler_fail_is_what_is_done_anyway() {
    assertThat(translate("es.write.rest.error.handlers", "fail,log").settings())
        .doesNotContainKeys("sluice.errors.max", "sluice.errors.log");
  }

  @Test
  void the_handler_es_writes_events_to_an_index() {
    EsTranslation translation =
        translate(
            "es.write.rest.error.handlers", "es",
            "es.write.rest.error.handler.es.client.resource", "errors/doc",
            "es.write.rest.error.handler.es.tags", "a,b",
            "es.write.rest.error.handler.es.label.job", "j");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.settings())
        .containsEntry("sluice.errors.max", "100%")
        .containsEntry("sluice.errors.index", "errors")
        .containsEntry("sluice.errors.index.tags", "a,b")
        .containsEntry("sluice.errors.index.labels", "job=j");
  }

  @Test
  void the_handler_es_needs_an_index_and_has_no_cluster_of_its_own() {
    assertThat(problem("es.write.rest.error.handlers", "es"))
        .startsWith("es.write.rest.error.handler.es.client.resource is not set");
    assertThat(
            problem(
                "es.write.rest.error.handlers", "es",
                "es.write.rest.error.handler.es.client.resource", "errors",
                "es.write.rest.error.handler.es.client.nodes", "other"))
        .startsWith("es.write.rest.error.handler.es.client.nodes is \"other\"");
  }
}
