package dev.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.json.ByteArray;
import dev.sluice.testing.Fuzz;
import dev.sluice.testing.RandomJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

  private static byte[] form(byte[] json) throws IOException {
    ByteArray form = new CanonicalJson().of(json, 0, json.length);
    return Arrays.copyOf(form.array(), form.length());
  }

  private static String form(String json) throws IOException {
    return new String(form(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"b\":2}|{ \"b\" : 2 , \"a\" : 1 }",
        "{\"a\":{\"x\":1,\"y\":[{\"p\":1,\"q\":2}]}}|{\"a\":{\"y\":[{\"q\":2,\"p\":1}],\"x\":1}}",
        "{\"a\":1.50}|{\"a\":150E-2}",
        "{\"a\":0}|{\"a\":-0.000e7}",
        "{\"a\":1e400}|{\"a\":10e399}",
        "{\"a\":1e400}|{\"a\":1E+000000000000000000000400}",
        "{\"a\":9007199254740993}|{\"a\":9007199254740993.0}",
        "{\"a\":-1200}|{\"a\":-1.2e3}",
        "{\"\\u0061\":\"\\u00e9\\ud83d\\ude00\\/\"}|{\"a\":\"é\uD83D\uDE00/\"}",
        "{\"a\":\"\\u0022\\u005c\\u000a\"}|{\"a\":\"\\\"\\\\\\n\"}",
        "{\"a\":\"\\uD83D\"}|{\"a\":\"\\ud83d\"}",
        "{\"a\":[]}|{\"a\" : [ ]}",
      })
  void documents_with_the_same_content_have_the_same_form(String one, String other)
      throws IOException {
    assertThat(form(one)).isEqualTo(form(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":[1,2]}|{\"a\":[2,1]}",
        "{\"a\":9007199254740993}|{\"a\":9007199254740992}",
        "{\"a\":1e400}|{\"a\":1e401}",
        "{\"a\":1e99999999999999999999}|{\"a\":1e99999999999999999998}",
        "{\"a\":1}|{\"a\":\"1\"}",
        "{\"a\":null}|{}",
        "{\"a\":\"\\ud83d\"}|{\"a\":\"\\\\ud83d\"}",
        "{\"a\":\"x\\\",\"}|{\"a\":\"x\",\"\":\"\"}",
        "{\"a\":1,\"a\":2}|{\"a\":2,\"a\":1}",
        "{\"a\":1,\"a\":1}|{\"a\":1}",
        "{\"a\":1,\"a\":1}|{\"a\":1, \"a\":1}",
        "{\"a\":1,\"\\u0061\":1}|{\"a\":1,\"a\":1}",
        "{\"a\":[1]}|{\"a\":1}",
        "{\"a\":true}|{\"a\":false}",
      })
  void documents_with_different_content_have_different_forms(String one, String other)
      throws IOException {
    assertThat(form(one)).isNotEqualTo(form(other));
  }

  @Test
  void a_document_cut_short_has_no_form() {
    assertThatThrownBy(() -> form("{\"a\":[1,")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> form("{} {}")).isInstanceOf(IOException.class);
  }

  @Test
  void a_document_deeper_than_Elasticsearch_accepts_has_no_form() {
    String deep = "{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}";

    assertThatThrownBy(() -> form(deep)).hasMessageContaining("1000 levels");
  }

  @Test
  void two_documents_have_one_form_exactly_if_another_reader_finds_them_equal() {
    Fuzz.seeds(
        random -> {
          byte[] one = RandomJson.object(random).getBytes(StandardCharsets.UTF_8);
          byte[] other = RandomJson.object(random).getBytes(StandardCharsets.UTF_8);

          assertThat(Arrays.equals(form(one), form(other)))
              .as("%s and %s", text(one), text(other))
              .isEqualTo(JsonContent.of(one).equals(JsonContent.of(other)));
        });
  }

  @Test
  void a_document_has_the_same_form_however_it_is_spelled() {
    Fuzz.seeds(
        random -> {
          byte[] one = RandomJson.object(random).getBytes(StandardCharsets.UTF_8);
          byte[] other = JsonContent.spelled(JsonContent.of(one), random);

          assertThat(form(other)).as("%s and %s", text(one), text(other)).isEqualTo(form(one));
        });
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
