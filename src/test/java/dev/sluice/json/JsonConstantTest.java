package dev.sluice.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonConstantTest {

  private static String json(String text) {
    return new String(JsonConstant.of(text), UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "-0.5e+3", "true", "null", "\"a\"", " [1,{\"a\":[]}] ", "{\"a\":1}", "{}"})
  void what_is_json_stays_as_it_is(String text) {
    assertThat(json(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "01", "1.", "+1", " 1", "True", "NaN", "[1,,2]", "[1", "{a:1}", ""})
  void anything_else_is_a_text(String text) {
    assertThat(json(text)).isEqualTo("\"" + text + "\"");
  }
}
