package dev.sluice.mapreduce.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.json.JsonFormException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedTextTest {

  private final Configuration conf = new Configuration(false);
  private final CheckedText text = new CheckedText();

  private static CheckedText checked(String json) throws JsonFormException {
    CheckedText text = new CheckedText();
    text.set(json.getBytes(UTF_8), 0, json.getBytes(UTF_8).length);
    text.check();
    return text;
  }

  private BulkAction encode(Text json) throws IOException {
    WritableEncoder encoder = new WritableEncoder();
    conf.set("sluice.index", "i");
    encoder.setConf(conf);
    return encoder.encode(new Text("id"), json);
  }

  @Test
  void a_document_that_was_checked_is_not_checked_again() throws Exception {
    conf.set("sluice.id", "key");

    assertThat(encode(checked("{\"a\": \"ü\"}")).wellFormed).isTrue();
    assertThat(encode(new Text("{\"a\":1}")).wellFormed).isFalse();
    assertThat(encode(new CheckedText()).wellFormed).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {" {}", "{} ", "{}\r", "{\r\"a\":1}", "{\"a\":\n1}"})
  void what_could_not_be_sent_as_it_is_is_checked_again(String json) throws Exception {
    assertThat(checked(json).isObject()).isFalse();
  }

  @Test
  void what_is_no_object_is_refused() {
    assertThatThrownBy(() -> checked("[1]")).isInstanceOf(JsonFormException.class);
    assertThatThrownBy(() -> checked("{\"a\":1} {}")).isInstanceOf(JsonFormException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"update", "upsert", "delete"})
  void an_operation_with_a_body_around_the_document_checks_it_again(String operation)
      throws Exception {
    conf.set("sluice.id", "key");
    conf.set("sluice.operation", operation);

    BulkAction action = encode(checked("{\"a\":1}"));

    assertThat(action.wellFormed).isEqualTo(operation.equals("delete"));
  }

  @Test
  void a_part_of_a_document_is_checked_again() throws Exception {
    conf.set("sluice.id", "key");
    conf.set(DocumentSettings.EXCLUDE.key(), "b");

    BulkAction action = encode(checked("{\"a\":1,\"b\":2}"));

    assertThat(action.wellFormed).isFalse();
  }

  @Test
  void each_change_forgets_the_check() throws Exception {
    byte[] json = "{}".getBytes(UTF_8);
    byte[] serialized = {2, '{', '}'};
    for (Change change :
        new Change[] {
          it -> it.set("{}"),
          it -> it.set(json),
          it -> it.set(json, 0, 2),
          it -> it.set(new Text("{}")),
          it -> it.append(json, 0, 0),
          Text::clear,
          it -> it.readFields(new DataInputStream(new ByteArrayInputStream(serialized))),
          it -> it.readFields(new DataInputStream(new ByteArrayInputStream(serialized)), 10),
          it -> it.readWithKnownLength(new DataInputStream(new ByteArrayInputStream(json)), 2)
        }) {
      CheckedText text = checked("{}");
      assertThat(text.isObject()).isTrue();

      change.of(text);

      assertThat(text.isObject()).isFalse();
    }
  }

  @Test
  void a_check_that_fails_forgets_the_one_before() throws Exception {
    text.set("{}");
    text.check();

    text.set("no json");
    assertThatThrownBy(text::check).isInstanceOf(JsonFormException.class);

    assertThat(text.isObject()).isFalse();
  }

  @Test
  void it_is_equal_to_the_same_text() throws Exception {
    assertThat(checked("{}")).isEqualTo(new Text("{}")).hasSameHashCodeAs(new Text("{}"));
  }

  private interface Change {
    void of(Text text) throws IOException;
  }
}
