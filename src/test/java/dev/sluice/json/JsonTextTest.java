package dev.sluice.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  private static String copy(String json) throws JsonFormException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    ByteArray out = new ByteArray(4);
    out.write('>');
    JsonText.copyObject(bytes, 0, bytes.length, out);
    return new String(out.array(), 1, out.length() - 1, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":1.50, \"b\" : [ 1,{\"c\":\"}]\\\"\"} ] }",
        "{\"ü\":\"\\u00e9😀\\\\\"}",
        "{\"x\":null,\"x\":true}"
      })
  void an_object_is_copied_byte_for_byte(String json) throws Exception {
    assertThat(copy(json)).isEqualTo(json);
  }

  @Test
  void line_breaks_between_tokens_become_blanks_of_the_same_length() throws Exception {
    assertThat(copy("\n{\"a\":1,\r\n\"b\":\n[\n]}\n")).isEqualTo("{\"a\":1,  \"b\": [ ]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | no content at byte 0",
        "'  ' | no content at byte 2",
        "[1] | not a JSON object at byte 0",
        "' 7' | not a JSON object at byte 1",
        "{\"a\":1 | unterminated JSON object at byte 6",
        "{\"a\":[1} | mismatched closing bracket at byte 7",
        "{\"a\":\"b | unterminated string at byte 7",
        "{\"a\":\"b\\ | unterminated string at byte 8",
        "{} {} | trailing data after the JSON object at byte 3",
        "{}x | trailing data after the JSON object at byte 2",
      })
  void what_is_not_one_object_is_refused_with_its_place(String json, String message) {
    assertThatThrownBy(() -> copy(json)).isInstanceOf(JsonFormException.class).hasMessage(message);
  }

  @Test
  void a_line_break_inside_a_string_is_refused() {
    assertThatThrownBy(() -> copy("{\"a\":\"b\nc\"}"))
        .hasMessage("unescaped line break or control character in a string at byte 7");
  }

  @Test
  void a_byte_means_the_same_wherever_it_stands_in_a_string() {
    for (int length = 1; length <= 20; length++) {
      for (int place = 0; place < length; place++) {
        for (int value = 0; value < 256; value++) {
          byte[] json = ("{\"a\":\"" + "é".repeat(length) + "\"}").getBytes(ISO_8859_1);
          json[6 + place] = (byte) value;

          String said = whatIsWrongWith(json);

          assertThat(said).isEqualTo(whatIsWrongWith(value, 6 + place, place == length - 1));
        }
      }
    }
  }

  private static String whatIsWrongWith(int value, int at, boolean last) {
    if (value < 0x20) {
      return "unescaped line break or control character in a string at byte " + at;
    }
    if (value == '"') {
      return "unterminated string"; // the last quote opens another
    }
    if (value == '\\') {
      return last ? "unterminated string" : "invalid escape sequence at byte " + at;
    }
    return "";
  }

  @Test
  void a_backslash_takes_nothing_but_what_json_lets_it_escape() {
    for (int value = 0; value < 256; value++) {
      byte[] json = "{\"a\":\"x\\?\"}".getBytes(ISO_8859_1);
      json[8] = (byte) value;
      boolean known = "\"\\/bfnrt".indexOf(value) >= 0;

      String said = whatIsWrongWith(json);

      if (value == 'u') {
        assertThat(said)
            .startsWith("invalid \\u escape; four hexadecimal digits expected at byte 7");
      } else {
        assertThat(said.isEmpty()).as("byte " + value).isEqualTo(known);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\u\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u123\"}",
        "{\"a\":\"\\u123g\"}",
        "{\"a\":\"\\u12\uff11\uff12\"}",
        "{\"a\":\"\\u12",
        "{\"a\":\"\\"
      })
  void an_escape_that_is_cut_short_is_refused(String json) {
    assertThatThrownBy(() -> copy(json)).isInstanceOf(JsonFormException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{/*\"*/},\"upsert\":{\"evil\":1/*\"*/}",
        "{\"a\":1}/**/",
        "{\"a\":1//\n}",
        "{\"a\":1\u0000}",
        "{\u000b\"a\":1}"
      })
  void what_elasticsearch_may_read_as_a_comment_or_as_another_charset_is_refused(String json) {
    assertThatThrownBy(() -> copy(json)).isInstanceOf(JsonFormException.class);
  }

  private static String whatIsWrongWith(byte[] json) {
    try {
      JsonText.checkObject(json, 0, json.length);
      return "";
    } catch (JsonFormException e) {
      return e.getMessage().replaceFirst("(unterminated string) at byte \\d+", "$1");
    }
  }

  @Test
  void nesting_is_bounded() throws Exception {
    String deep = "{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}";
    assertThat(copy(deep)).isEqualTo(deep);

    assertThatThrownBy(() -> copy("{\"a\":" + "[".repeat(1_000)))
        .hasMessageStartingWith("nested deeper than 1000 levels");
  }

  @Test
  void nothing_is_left_behind_by_a_failure() {
    ByteArray out = new ByteArray(4);
    byte[] bytes = "{\"a\":[}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> JsonText.copyObject(bytes, 0, bytes.length, out)).isNotNull();

    assertThat(out.length()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":\"x\"} | a | x",
        "{\"b\":{\"a\":7},\"a\":1.50} | a | 1.50",
        "{\"b\":{\"c\":[1,2],\"a\":\"q\\\"\\u00e9\"}} | b.a | q\"é",
        "{\"b.a\":true} | b.a | true",
        "{\"b\":{\"x\":1},\"b.a\":2} | b.a | 2",
        "{\"a\" : \"with blank\" , \"z\":1} | z | 1",
        "{\"b\":{\"a\":null},\"b.a\":2} | b.a | 2",
        "{\"b\":{\"a\":{\"a\":1}},\"b.a\":2} | b.a | 2",
        "{\"b\":{\"b\":{\"a\":1},\"a\":2}} | b.a | 2",
      })
  void a_field_is_found(String json, String path, String text) throws Exception {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThat(JsonText.field(bytes, 0, bytes.length, path)).isEqualTo(Optional.of(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | a",
        "{\"a\":null} | a",
        "{\"a\":{}} | a",
        "{\"a\":[1]} | a",
        "{\"a\":1} | a.b",
        "{\"parent\":{\"id\":null,\"parent\":{\"id\":\"root\"}}} | parent.id",
        "{\"parent\":{\"id\":{},\"parent\":{\"id\":\"root\"}}} | parent.id",
        "{\"parent\":{\"id\":[7],\"parent\":{\"id\":\"root\"}},\"n\":1} | parent.id"
      })
  void a_field_that_is_no_scalar_is_absent(String json, String path) throws Exception {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThat(JsonText.field(bytes, 0, bytes.length, path)).isEmpty();
  }

  private static Optional<String> id(String latin1) throws JsonFormException {
    byte[] bytes = ("{\"id\":\"" + latin1 + "\"}").getBytes(ISO_8859_1);
    return JsonText.field(bytes, 0, bytes.length, "id");
  }

  @Test
  void a_character_written_as_two_surrogates_is_the_character() throws Exception {
    assertThat(id("a\u00ed\u00a0\u00bd\u00ed\u00b8\u0080\\n")).contains("a\uD83D\uDE00\n");
    assertThat(id("\u00ed\u00a0\u00bd-\u00ef\u00bf\u00bd")).contains("\uD83D-\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00ff",
        "\u0080",
        "\u00c1\u0081",
        "\u00e4",
        "\u00ed\u00a0",
        "\u00f4\u0090\u0080\u0080"
      })
  void a_text_that_is_not_utf8_is_never_decoded_to_another(String text) {
    assertThatThrownBy(() -> id("x" + text)).hasMessage("invalid UTF-8 at byte 8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tru", "0x10", "007", "1.", "-", "+1", "NaN", "'x'"})
  void a_value_that_is_no_json_is_no_text(String literal) {
    byte[] bytes = ("{\"id\":" + literal + ",\"n\":1}").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> JsonText.field(bytes, 0, bytes.length, "id"))
        .isInstanceOf(JsonFormException.class);
  }
}
