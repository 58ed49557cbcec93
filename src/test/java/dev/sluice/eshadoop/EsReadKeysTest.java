package dev.sluice.eshadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EsReadKeysTest {

  private final Map<String, String> ours = new HashMap<>();

  private EsTranslation translated(String... keysAndValues) {
    Map<String, String> keys = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return EsTranslation.ofReading(keys, ours::get);
  }

  @Test
  void a_job_reads_typed_maps_unless_it_says_otherwise() {
    assertThat(translated("es.resource", "/pages/").settings())
        .containsEntry("sluice.read.index", "pages")
        .containsEntry("sluice.read.value", "map")
        .containsEntry("sluice.read.map.types", "mapping")
        .containsEntry("sluice.read.map.empty-as-null", "true")
        .containsEntry("sluice.read.map.unmapped", "false")
        .doesNotContainKeys("sluice.read.metadata", "sluice.read.missing", "sluice.read.limit");
  }

  @Test
  void the_resource_to_read_goes_before_the_general_one() {
    assertThat(translated("es.resource", "{tag}", "es.resource.read", "a-*, b").settings())
        .containsEntry("sluice.read.index", "a-*,b");
  }

  @Test
  void a_job_that_reads_our_way_is_not_told_what_maps_are() {
    ours.put("sluice.read.index", "pages");

    assertThat(translated("es.mapping.id", "url", "es.resource", "other").settings())
        .doesNotContainKeys("sluice.read.value", "sluice.read.map.types", "sluice.read.index");
  }

  @ParameterizedTest
  @CsvSource({
    "es.query, ?q=a, sluice.read.query, ?q=a",
    "es.output.json, yes, sluice.read.value, text",
    "es.output.json, yes, sluice.read.map.types,",
    "es.scroll.keepalive, 10m, sluice.read.keep-alive, 600000ms",
    "es.scroll.keepalive, 100ms, sluice.read.keep-alive, 1000ms",
    "es.scroll.limit, 7, sluice.read.limit, 7",
    "es.scroll.limit, -1, sluice.read.limit,",
    "es.scroll.limit, 0, sluice.read.limit,",
    "es.read.shard.preference, _local, sluice.read.preference, _local",
    "es.index.read.missing.as.empty, true, sluice.read.missing, empty",
    "es.index.read.allow.red.status, true, sluice.read.unassigned, skip",
    "es.read.source.filter, 'a,b.*', sluice.read.fields, 'a,b.*'",
    "es.read.source.filter, a, sluice.read.fields.missing, warn",
    "es.mapping.routing, <r1>, sluice.read.routing, r1",
    "es.mapping.routing, field, sluice.read.routing,",
    "es.read.field.include, 'a,b', sluice.read.map.include, 'a,b'",
    "es.read.field.exclude, c.*, sluice.read.map.exclude, c.*",
    "es.read.field.empty.as.null, no, sluice.read.map.empty-as-null, false",
    "es.field.read.empty.as.null, no, sluice.read.map.empty-as-null, false",
    "es.read.unmapped.fields.ignore, false, sluice.read.map.unmapped, true",
    "es.read.field.as.array.include, 'a,b:2', sluice.read.map.arrays, 'a,b'",
    "es.read.metadata, true, sluice.read.metadata, true",
    "es.read.metadata, true, sluice.read.metadata.type, text",
    "es.read.metadata, true, sluice.read.metadata.name, _metadata",
    "es.read.metadata, true, sluice.read.metadata.fields, '_index,_id,_score,_routing'",
    "es.read.metadata.version, true, sluice.read.metadata.fields,",
    "es.read.data.error.handlers, 'log,fail', sluice.read.unreadable, skip",
    "es.read.data.error.handlers, 'fail,log', sluice.read.unreadable,"
  })
  void a_key_becomes_a_setting(String key, String value, String setting, String expected) {
    EsTranslation translation = translated(key, value);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.settings().get(setting)).isEqualTo(expected);
  }

  @Test
  void metadata_have_a_name_and_may_have_a_version() {
    EsTranslation translation =
        translated(
            "es.read.metadata",
            "1",
            "es.read.metadata.version",
            "1",
            "es.read.metadata.field",
            "m");

    assertThat(translation.settings())
        .containsEntry("sluice.read.metadata.fields", "_index,_id,_version,_score,_routing")
        .containsEntry("sluice.read.metadata.name", "m");
  }

  @ParameterizedTest
  @CsvSource({"strict, fail", "warn, warn", "ignore,"})
  void fields_are_looked_for(String given, String meant) {
    EsTranslation translation =
        translated("es.read.source.filter", "a", "es.field.read.validate.presence", given);

    assertThat(translation.settings().get("sluice.read.fields.missing")).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "es.resource, pages/_doc, remove the slash",
    "es.resource.read, pages-{tag}, {braces} are not allowed",
    "es.scroll.limit, many, must be a whole number",
    "es.scroll.keepalive, long, must be a duration",
    "es.ser.reader.value.class, x.Y, read the documents as JSON",
    "es.read.data.error.handlers, es, which Sluice does not support",
    "es.read.data.error.handler.mine, x.Y, custom handlers are not supported"
  })
  void what_would_change_the_data_ends_the_submit(String key, String value, String why) {
    assertThat(translated(key, value).problems()).singleElement().asString().contains(why);
  }

  @Test
  void a_word_that_presence_does_not_know_ends_the_submit() {
    assertThat(
            translated("es.read.source.filter", "a", "es.read.field.validate.presence", "maybe")
                .problems())
        .singleElement()
        .asString()
        .contains("must be one of warn, strict, ignore");
  }

  @Test
  void filters_of_maps_have_no_effect_on_JSON_and_that_is_said() {
    EsTranslation translation = translated("es.output.json", "true", "es.read.field.include", "a");

    assertThat(translation.settings()).doesNotContainKey("sluice.read.map.include");
    assertThat(translation.warnings())
        .containsExactly(
            "es.read.field.include has no effect on documents that are read as JSON: use"
                + " es.read.source.filter.");
  }

  @ParameterizedTest
  @CsvSource({"es.scroll.size", "es.input.max.docs.per.partition"})
  void where_something_better_is_done_the_log_says_so(String key) {
    assertThat(translated(key, "10").notes()).singleElement().asString().startsWith(key + ": ");
  }
}
