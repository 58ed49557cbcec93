package dev.sluice.mapreduce.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.config.ConfigException;
import dev.sluice.io.BulkActionWritable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The address and body of each document, by settings. */
class DocumentActionsTest {

  private static final NullWritable KEY = NullWritable.get();
  private static final Text DOCUMENT =
      new Text(
          "{\"id\":\"1\",\"n\":5,\"f\":1.50,\"o\":{\"x\":\"X\"},\"l\":[\"p\",\"q\"],"
              + "\"s\":\"say \\\"\\u00e9\\\"\",\"nul\":null}");

  private static Encoding script(String... keysAndValues) {
    String[] all = new String[keysAndValues.length + 4];
    all[0] = "sluice.id";
    all[1] = "field:id";
    all[2] = "sluice.script.source";
    all[3] = "ctx._source.c = \"3\"";
    System.arraycopy(keysAndValues, 0, all, 4, keysAndValues.length);
    return Encoding.with(all);
  }

  @Test
  void a_document_names_its_own_index() throws IOException {
    Encoding job = Encoding.with("sluice.id", "field:id", "sluice.index", "pages-{n}");

    assertThat(job.address(KEY, DOCUMENT)).isEqualTo("index pages-5/1");
    assertThat(job.refusal(KEY, new Text("{\"id\":\"2\"}")))
        .isEqualTo(
            "index pages-{n}/2: sluice_bad_id: the document has no field \"n\" with a string or a"
                + " number, required by sluice.index=pages-{n}");
  }

  @Test
  void two_tenants_never_share_an_index_for_want_of_utf8() throws IOException {
    Encoding job = Encoding.with("sluice.index", "t-{n}");
    byte[] json = "{\"n\":\"?\"}".getBytes(StandardCharsets.ISO_8859_1);
    json[6] = (byte) 0xFF;

    assertThat(job.refusal(KEY, new BytesWritable(json))).contains("invalid UTF-8 at byte 6");
  }

  @Test
  void half_a_document_deletes_no_other_one() throws IOException {
    Encoding job = Encoding.with("sluice.id", "field:id", "sluice.operation", "delete");

    assertThat(job.address(KEY, new Text("{\"id\":123}"))).isEqualTo("delete /123");
    assertThat(job.refusal(KEY, new Text("{\"id\":12"))).contains("not one JSON object");
    assertThat(job.refusal(KEY, new Text("{\"id\":12} x"))).contains("not one JSON object");
  }

  @Test
  void a_document_cannot_reach_into_the_update_around_it() throws IOException {
    Encoding job = script("sluice.operation", "upsert");

    assertThat(job.refusal(KEY, new Text("{\"id\":\"1\"},\"scripted_upsert\":true,\"x\":{}")))
        .contains("not one JSON object: trailing data after the JSON object at byte 10");
    assertThat(job.refusal(KEY, new Text("{\"id\":\"1\"/*\"*/},\"x\":{/*\"*/}")))
        .contains("not one JSON object: comments are not allowed in JSON");
  }

  @Test
  void an_explicit_action_goes_to_its_index_and_else_to_that_of_the_pattern() throws IOException {
    Encoding job = Encoding.with("sluice.id", "field:id", "sluice.index", "pages-{n}");
    byte[] json = DOCUMENT.copyBytes();
    BulkActionWritable.Builder open =
        BulkActionWritable.of(Operation.INDEX).foreignSource(json, 0, json.length);

    assertThat(job.address(KEY, open.build())).isEqualTo("index pages-5/1");
    assertThat(job.address(KEY, open.index("other").build())).isEqualTo("index other/1");
  }

  @Test
  void a_document_that_is_rejected_keeps_all_that_was_found_of_its_address() throws IOException {
    Text document = new Text("{\"id\":\"2\",\"r\":\"x\",\"v\":7}");
    Encoding noIndex =
        Encoding.with("sluice.id", "field:id", "sluice.index", "pages-{n}")
            .set("sluice.routing.field", "r")
            .set("sluice.version.field", "v");
    Encoding noRouting = Encoding.with("sluice.id", "key", "sluice.routing.field", "n");
    Encoding noVersion =
        Encoding.with("sluice.id", "key", "sluice.index", "pages-{r}")
            .set("sluice.routing.field", "r")
            .set("sluice.version.field", "n");
    Encoding noParameter = script("sluice.operation", "update", "sluice.script.params", "p:n");

    assertThat(noIndex.refusal(KEY, document))
        .startsWith("index pages-{n}/2 routing=x version=7: ");
    assertThat(noRouting.refusal(new Text("k"), document)).startsWith("index /k: ");
    assertThat(noVersion.refusal(new Text("k"), document))
        .startsWith("index pages-x/k routing=x: ");
    assertThat(noParameter.refusal(KEY, document)).startsWith("update /2: ");
  }

  @Test
  void an_explicit_action_without_an_index_keeps_its_id_and_the_pattern() throws IOException {
    Encoding job = Encoding.with("sluice.id", "key", "sluice.index", "pages-{n}");
    byte[] json = "{\"id\":\"2\"}".getBytes(UTF_8);
    BulkActionWritable.Builder action =
        BulkActionWritable.of(Operation.INDEX).foreignSource(json, 0, json.length);

    assertThat(job.refusal(new Text("k"), action.build())).startsWith("index pages-{n}/k: ");
    assertThat(job.refusal(new Text("k"), action.id("i").build()))
        .startsWith("index pages-{n}/i: ");
    assertThat(job.refusal(new Text("k"), action.rejected(BulkError.of("t", "r")).build()))
        .startsWith("index pages-{n}/i: t: r");
  }

  @Test
  void the_index_of_a_rejected_document_is_filled_once_it_has_the_field() throws IOException {
    Encoding replay =
        Encoding.with("sluice.index", "pages-a", "sluice.internal.index.fill", "true");
    Encoding copy = Encoding.with("sluice.index", "pages-a");
    byte[] json = "{\"id\":\"2\"}".getBytes(UTF_8);
    BulkActionWritable.Builder action =
        BulkActionWritable.of(Operation.INDEX).id("2").foreignSource(json, 0, json.length);

    assertThat(replay.address(KEY, action.index("pages-{id}").build()))
        .isEqualTo("index pages-2/2");
    assertThat(copy.address(KEY, action.build())).isEqualTo("index pages-{id}/2");
    assertThat(replay.refusal(KEY, action.index("pages-{n}").build()))
        .startsWith("index pages-{n}/2: sluice_bad_id: the document has no field \"n\"");
    assertThat(replay.refusal(KEY, action.index("pages-{id|nope}").build()))
        .startsWith("index pages-{id|nope}/2: sluice_bad_value: ");
  }

  @Test
  void a_text_in_angle_brackets_is_the_same_for_all() throws IOException {
    Encoding job =
        Encoding.with(
            "sluice.id", "field:<one>",
            "sluice.routing.field", "<foobar/>",
            "sluice.version.field", "<3>");

    assertThat(job.address(KEY, DOCUMENT)).isEqualTo("index /one routing=foobar/ version=3");
  }

  @Test
  void the_version_is_a_field() throws IOException {
    Encoding job = Encoding.with("sluice.id", "field:id", "sluice.version.field", "n");

    assertThat(job.address(KEY, DOCUMENT)).isEqualTo("index /1 version=5");
    assertThat(job.refusal(KEY, new Text("{\"id\":\"2\",\"n\":-1}")))
        .contains("sluice_bad_value: the version is \"-1\"");
    assertThat(job.refusal(KEY, new Text("{\"id\":\"2\"}"))).contains("no field \"n\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'id':'1','j':'question'}; index /1",
        "{'id':'2','j':{'name':'answer','parent':'1'}}; index /2 routing=1",
        "{'id':'3','j':{'name':'answer','parent':5}}; index /3 routing=5",
        "{'id':'4','j':{'name':'answer'}}; index /4",
        "{'id':'5'}; index /5"
      })
  void a_child_is_routed_by_its_parent(String json, String address) throws IOException {
    Encoding job = Encoding.with("sluice.id", "field:id", "sluice.routing.join", "j");

    assertThat(job.address(KEY, new Text(json.replace('\'', '"')))).isEqualTo(address);
  }

  @Test
  void a_routing_of_its_own_goes_before_that_of_the_parent() throws IOException {
    Encoding job =
        Encoding.with(
            "sluice.id", "field:id", "sluice.routing.join", "j", "sluice.routing.field", "id");

    assertThat(job.address(KEY, new Text("{\"id\":\"2\",\"j\":{\"parent\":\"1\"}}")))
        .isEqualTo("index /2 routing=2");
  }

  @Test
  void a_field_that_stays_out_of_the_index_still_gives_the_id() throws IOException {
    Encoding job = Encoding.with("sluice.id", "field:id", "sluice.source.exclude", "id,l,s,nul");

    assertThat(job.address(KEY, DOCUMENT)).isEqualTo("index /1");
    assertThat(job.source(KEY, DOCUMENT)).isEqualTo("{\"n\":5,\"f\":1.50,\"o\":{\"x\":\"X\"}}");
  }

  @Test
  void fields_of_maps_stay_out_too() throws IOException {
    MapWritable map = new MapWritable();
    map.put(new Text("id"), new Text("1"));
    map.put(new Text("kept"), new Text("k"));

    Encoding job = Encoding.with("sluice.id", "field:id", "sluice.source.include", "kept");

    assertThat(job.source(KEY, map)).isEqualTo("{\"kept\":\"k\"}");
  }

  @Test
  void an_update_by_a_script_takes_no_document() throws IOException {
    Encoding job = script("sluice.operation", "update", "sluice.script.lang", "painless");

    assertThat(job.address(KEY, DOCUMENT)).isEqualTo("script /1");
    assertThat(job.source(KEY, DOCUMENT))
        .isEqualTo("{\"script\":{\"source\":\"ctx._source.c = \\\"3\\\"\",\"lang\":\"painless\"}}");
  }

  @Test
  void parameters_are_fields_of_any_kind_and_constants() throws IOException {
    Encoding job =
        script(
            "sluice.operation",
            "update",
            "sluice.script.params",
            "a:n, b:<c>,c:<5>,d: o ,e:l,f:f,g:s,h:<true>,i:o.x,j:nul,k:<{x}>,m:<\"q\">");

    assertThat(job.source(KEY, DOCUMENT))
        .endsWith(
            ",\"params\":{\"a\":5,\"b\":\"c\",\"c\":5,\"d\":{\"x\":\"X\"},\"e\":[\"p\",\"q\"],"
                + "\"f\":1.50,\"g\":\"say \\\"\\u00e9\\\"\",\"h\":true,\"i\":\"X\",\"j\":null,"
                + "\"k\":\"{x}\",\"m\":\"q\"}}}");
  }

  @Test
  void parameters_may_be_given_as_JSON() throws IOException {
    Encoding job =
        script(
            "sluice.operation", "update", "sluice.script.params.json", "{\"a\":5,\n\"b\":[1,2]}");

    assertThat(job.source(KEY, DOCUMENT)).endsWith(",\"params\":{\"a\":5, \"b\":[1,2]}}}");
  }

  @Test
  void an_upsert_by_a_script_writes_the_document_where_there_is_none() throws IOException {
    Encoding job = script("sluice.operation", "upsert", "sluice.source.include", "n");

    assertThat(job.source(KEY, DOCUMENT)).endsWith("},\"upsert\":{\"n\":5}}");
  }

  @Test
  void a_scripted_upsert_begins_with_nothing() throws IOException {
    Encoding job = script("sluice.operation", "upsert", "sluice.script.upsert", "true");

    assertThat(job.source(KEY, DOCUMENT)).endsWith("},\"scripted_upsert\":true,\"upsert\":{}}");
  }

  @Test
  void a_stored_script_is_named() throws IOException {
    Encoding job =
        Encoding.with(
            "sluice.id", "field:id", "sluice.operation", "update", "sluice.script.id", "st");

    assertThat(job.source(KEY, DOCUMENT)).isEqualTo("{\"script\":{\"id\":\"st\"}}");
  }

  @Test
  void a_document_without_a_parameter_is_refused_and_kept_as_it_was() throws IOException {
    Encoding job = script("sluice.operation", "update", "sluice.script.params", "a:missing");

    assertThat(job.refusal(KEY, DOCUMENT))
        .isEqualTo(
            "update /1: sluice_bad_value: the document has no field for the parameter \"a\" of"
                + " sluice.script.params");
  }

  @Test
  void a_script_is_for_updates() {
    assertThatThrownBy(() -> script("sluice.operation", "index").encode(KEY, DOCUMENT))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("to update or upsert");
  }

  @Test
  void a_delete_takes_its_id_and_version_from_JSON() throws IOException {
    Encoding job =
        Encoding.with(
            "sluice.id", "field:id",
            "sluice.operation", "delete",
            "sluice.version.field", "n",
            "sluice.pipeline", "p");

    assertThat(job.address(KEY, DOCUMENT)).isEqualTo("delete /1 version=5");
    assertThat(job.source(KEY, DOCUMENT)).isEmpty();
  }

  @Test
  void conflicts_are_retried_by_the_server_for_updates_alone() throws IOException {
    assertThat(
            Encoding.with("sluice.id", "field:id", "sluice.update.retry-on-conflict", "3")
                .address(KEY, DOCUMENT))
        .isEqualTo("index /1");
    assertThat(
            script("sluice.operation", "update", "sluice.update.retry-on-conflict", "3")
                .address(KEY, DOCUMENT))
        .isEqualTo("script /1 retries=3");
  }

  @Test
  void a_value_of_another_type_may_be_JSON_by_its_text() throws IOException {
    Encoding job = Encoding.with("sluice.value.text", "true");

    assertThat(job.source(KEY, java.nio.CharBuffer.wrap("{\"a\":1}"))).isEqualTo("{\"a\":1}");
    assertThatThrownBy(() -> Encoding.with().encode(KEY, java.nio.CharBuffer.wrap("{\"a\":1}")))
        .isInstanceOf(IOException.class);
  }
}
