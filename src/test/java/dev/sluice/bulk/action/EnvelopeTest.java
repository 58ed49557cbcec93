package dev.sluice.bulk.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.RejectedDocument;
import dev.sluice.json.JsonFormException;
import dev.sluice.testing.Docs;
import dev.sluice.testing.Jackson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

  private static Envelope read(String line) throws JsonFormException {
    byte[] bytes = ("  " + line).getBytes(UTF_8);
    return Envelope.read(bytes, 2, bytes.length - 2);
  }

  private static String source(Envelope envelope) {
    return new String(envelope.source(), envelope.sourceStart(), envelope.sourceLength(), UTF_8);
  }

  private static String written(BulkAction action) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RejectedDocument.of(action, "pages", BulkError.of("mapping", "bad \"n\"\n"))
        .writeEnvelope(out, "attempt_1", 0);
    return out.toString(UTF_8);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void what_was_rejected_is_read_as_it_was(Operation operation) throws Exception {
    byte[] json = "{\"n\": 1.50, \"é\":\"}\\\"\"}".getBytes(UTF_8);
    BulkAction.Builder action =
        BulkAction.of(operation).id("ä/\"1\"").routing("r\\").version(7, VersionType.EXTERNAL);
    if (operation != Operation.DELETE) {
      action.foreignSource(json, 0, json.length);
    }

    Envelope envelope = read(written(action.build()));

    assertThat(envelope.operation()).isEqualTo(operation);
    assertThat(envelope.index()).contains("pages");
    assertThat(envelope.id()).contains("ä/\"1\"");
    assertThat(envelope.routing()).contains("r\\");
    assertThat(envelope.version()).hasValue(7);
    assertThat(source(envelope))
        .isEqualTo(operation == Operation.DELETE ? "" : new String(json, UTF_8));
  }

  @Test
  void a_rejected_action_keeps_its_condition() throws Exception {
    Envelope envelope =
        read(written(BulkAction.of(Operation.DELETE).id("a").ifUnchanged(7, 2).build()));

    assertThat(envelope.operation()).isEqualTo(Operation.DELETE);
    assertThat(envelope.ifSeqNo()).hasValue(7);
    assertThat(envelope.ifPrimaryTerm()).hasValue(2);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void what_was_dumped_is_read_as_it_was(Operation operation) throws Exception {
    byte[] json = "{\"n\": 1.50,\r\n\"é\":\"}\\n\"}".getBytes(UTF_8);
    BulkAction.Builder action = BulkAction.of(operation).index("pages").id("\"\ud83d\ude00");
    if (operation != Operation.DELETE) {
      action.routing("r\\").version(7, VersionType.EXTERNAL_GTE).source(json, 0, json.length);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Envelope.write(action.build(), out);
    Envelope envelope = read(out.toString(UTF_8));

    assertThat(out.toString(UTF_8)).doesNotContain("\n", "\r");
    assertThat(envelope.operation()).isEqualTo(operation);
    assertThat(envelope.index()).contains("pages");
    assertThat(envelope.id()).contains("\"\ud83d\ude00");
    boolean delete = operation == Operation.DELETE;
    assertThat(envelope.routing().orElse("")).isEqualTo(delete ? "" : "r\\");
    assertThat(envelope.version().orElse(-1)).isEqualTo(delete ? -1 : 7);
    assertThat(source(envelope)).isEqualTo(delete ? "" : "{\"n\": 1.50,  \"é\":\"}\\n\"}");
  }

  @Test
  void a_source_that_was_no_object_is_read_as_it_was() throws Exception {
    byte[] text = "[1,\r\t\"é\\\"".getBytes(UTF_8);

    Envelope envelope =
        read(written(BulkAction.of(Operation.INDEX).foreignSource(text, 0, text.length).build()));

    assertThat(source(envelope)).isEqualTo(new String(text, UTF_8));
    assertThat(envelope.id()).isEmpty();
  }

  @Test
  void a_version_in_nanoseconds_is_read_back() throws Exception {
    byte[] json = {'{', '}'};
    for (long version : new long[] {0, 1_700_000_000_000_000_001L, Long.MAX_VALUE}) {
      BulkAction action =
          BulkAction.of(Operation.INDEX)
              .id("1")
              .version(version, VersionType.EXTERNAL_GTE)
              .source(json, 0, 2)
              .build();
      ByteArrayOutputStream dumped = new ByteArrayOutputStream();
      Envelope.write(action, dumped);

      assertThat(read(written(action)).version()).hasValue(version);
      assertThat(read(dumped.toString(UTF_8)).version()).hasValue(version);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-1", "1.0", "1e3", "\"x\"", "null"})
  void a_version_that_is_no_long_is_told_with_its_place(String version) {
    assertThatThrownBy(() -> read("{\"_version\":" + version + ",\"_source\":{}}"))
        .hasMessageContaining("the _version is not a whole number from 0 to 92");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"k\":NaN}",
        "{\"v\":[1,2,]}",
        "{\"v\":0x10}",
        "{\"v\":007}",
        "{'v':1}",
        "{\"v\":1,}",
        "{\"v\" 1}"
      })
  void a_source_that_the_server_found_malformed_is_text_in_its_line(String json) throws Exception {
    String line = written(Docs.foreign("1", json));

    assertThat(Jackson.object(line.getBytes(UTF_8)).orElseThrow()).containsEntry("_source", json);
    assertThat(source(read(line))).isEqualTo(json);
  }

  @Test
  void a_source_that_is_no_text_is_kept_to_the_byte() throws Exception {
    byte[] json = {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'};
    BulkAction action = BulkAction.of(Operation.INDEX).foreignSource(json, 0, json.length).build();

    String line = written(action);
    Envelope envelope = read(line);

    assertThat(line).contains("\"_source_base64\":\"eyJhIjoi/yJ9\"");
    assertThat(envelope.source()).isEqualTo(json);
    assertThat(envelope.sourceLength()).isEqualTo(json.length);
  }

  @Test
  void a_document_that_is_nested_as_deep_as_may_be_is_read_in_its_envelope() throws Exception {
    String deep = "{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}";

    assertThat(source(read(written(Docs.foreign("1", deep))))).isEqualTo(deep);
  }

  @Test
  void a_text_that_would_be_replaced_is_no_source() {
    assertThatThrownBy(() -> read("{\"_source\":\"{\\\"a\\\":\\\"\\ud83d\\\"}\"}"))
        .hasMessageContaining("unpaired surrogate");
    assertThatThrownBy(() -> read("{\"_source_base64\":\"*\"}"))
        .hasMessageContaining("the _source_base64 is not base64");
  }

  @Test
  void an_empty_id_is_told_from_none() throws JsonFormException {
    assertThat(read("{\"_id\":\"\",\"_source\":{}}").id()).contains("");
    assertThat(read("{\"_source\":{}}").id()).isEmpty();
  }

  @Test
  void what_an_envelope_leaves_out_is_absent_and_to_index_is_meant() throws JsonFormException {
    Envelope envelope = read("{ \"_source\" : {\"a\" : [1, {}]} , \"other\" : null }");

    assertThat(envelope.operation()).isEqualTo(Operation.INDEX);
    assertThat(envelope.index()).isEmpty();
    assertThat(envelope.version()).isEmpty();
    assertThat(source(envelope)).isEqualTo("{\"a\" : [1, {}]}");
  }

  @Test
  void what_is_no_envelope_is_told_with_its_place() {
    assertThatThrownBy(() -> read("{\"title\":\"x\"}"))
        .isInstanceOf(JsonFormException.class)
        .hasMessage("the line has no op and no _source, so it is not an envelope at byte 0");
    assertThatThrownBy(() -> read("{\"op\":\"index\",\"_id\":\"1\"}"))
        .hasMessage("the envelope has no _source at byte 0");
    assertThatThrownBy(() -> read("{\"op\":\"put\",\"_source\":{}}"))
        .hasMessage("unknown op at byte 6");
    assertThatThrownBy(() -> read("{\"_version\":\"1.5\",\"_source\":{}}"))
        .hasMessage("the _version is not a whole number from 0 to 9223372036854775807 at byte 12");
    assertThatThrownBy(() -> read("{\"_source\":{}")).hasMessageContaining("unterminated");
    assertThatThrownBy(() -> read("{\"_source\" {}}")).hasMessageContaining("without a value");
    assertThatThrownBy(() -> read("[]")).hasMessageContaining("not a JSON object");
  }
}
