package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

  private final ByteArray out = new ByteArray(1);
  private final JsonWriter json = new JsonWriter(out);

  private String written() {
    return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
  }

  @Test
  void commas_come_by_themselves() {
    json.startObject().name("a").value(1L).name("b").startArray();
    json.value(true).nullValue().startObject().endObject().endArray();
    json.name("c").value("x").endObject();

    assertThat(written()).isEqualTo("{\"a\":1,\"b\":[true,null,{}],\"c\":\"x\"}");
  }

  @Test
  void strings_are_escaped_as_json_wants() {
    json.value("q\"b\\n\n\t\r\u0001é€😀");

    assertThat(written()).isEqualTo("\"q\\\"b\\\\n\\n\\t\\r\\u0001é€😀\"");
  }

  @Test
  void bytes_are_escaped_as_strings_are() {
    byte[] utf8 = "xq\"b\\\n\u0001é€😀y".getBytes(StandardCharsets.UTF_8);
    json.utf8(utf8, 1, utf8.length - 2);

    assertThat(written()).isEqualTo("\"q\\\"b\\\\\\n\\u0001é€😀\"");
  }

  @Test
  void bytes_of_any_length_at_any_place_are_the_text_that_another_reader_finds() throws Exception {
    String[] parts = {
      "\"", "\\", "\n", "\t", "\u0000", "\u001f", "\u007f", " ", "é", "€", "😀", "abcdefgh"
    };
    Random random = new Random(19);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(parts[random.nextInt(parts.length)]).append("x".repeat(random.nextInt(20)));
      }
      byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
      int before = random.nextInt(9);
      byte[] within = new byte[before + utf8.length + random.nextInt(9)];
      Arrays.fill(within, (byte) '"');
      System.arraycopy(utf8, 0, within, before, utf8.length);
      out.truncate(0);
      json.restart().utf8(within, before, utf8.length);

      try (JsonParser parser = new JsonFactory().createParser(written())) {
        parser.nextToken();
        assertThat(parser.getText()).isEqualTo(text.toString());
        assertThat(parser.nextToken()).isNull();
      }
    }
  }

  @Test
  void a_lone_surrogate_becomes_its_escape() {
    json.value("\ud83dx");

    assertThat(written()).isEqualTo("\"\\ud83dx\"");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 7, 10, -1, 99_999, Long.MAX_VALUE, Long.MIN_VALUE})
  void whole_numbers_are_exact(long number) {
    json.value(number);

    assertThat(written()).isEqualTo(Long.toString(number));
  }

  @Test
  void floating_point_numbers_keep_their_value_and_not_a_number_is_refused() {
    json.startArray().value(0.1).value(0.1f).value(-1e300).endArray();

    assertThat(written()).isEqualTo("[0.1,0.1,-1.0E300]");
    assertThatThrownBy(() -> json.value(Double.NaN)).hasMessage("NaN is not a JSON number");
    assertThatThrownBy(() -> json.value(Float.NEGATIVE_INFINITY))
        .hasMessage("-Infinity is not a JSON number");
  }

  @Test
  void bytes_become_base64() {
    json.base64(new byte[] {9, 1, 2, 3, 4, 9}, 1, 4);

    assertThat(written()).isEqualTo("\"AQIDBA==\"");
  }

  @Test
  void what_was_written_since_a_mark_can_be_taken_back_with_its_comma() {
    int atStart = json.mark();
    json.startArray();
    int first = json.mark();
    json.value("gone");
    json.reset(first);
    json.value(1L);
    int second = json.mark();
    json.startObject().name("gone");
    json.reset(second);
    json.value(2L).endArray();

    assertThat(written()).isEqualTo("[1,2]");
    assertThat(json.isPast(atStart)).isTrue();
    assertThat(json.isPast(json.mark())).isFalse();
  }
}
