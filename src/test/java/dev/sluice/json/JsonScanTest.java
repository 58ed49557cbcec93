package dev.sluice.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScanTest {

  @Test
  void any_whole_number_is_read_as_java_reads_it() throws IOException {
    Random random = new Random(19);
    for (int i = 0; i < 100_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);

      assertThat(number(Long.toString(number))).isEqualTo(number);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "007",
        "999999999999999999",
        "-999999999999999999",
        "9223372036854775807",
        "-9223372036854775808",
        "00000000000000000000012"
      })
  void numbers_at_the_edges_are_read_as_java_reads_them(String text) throws IOException {
    assertThat(number(text)).isEqualTo(Long.parseLong(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-", "1.5", "1e3", "1-2", "null", "\"5\"", "9223372036854775808", "[1]", "--1"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> number(text))
        .isInstanceOf(IOException.class)
        .hasMessage("the reply has an invalid whole number");
  }

  private static long number(String text) throws IOException {
    byte[] json = text.getBytes(US_ASCII);
    JsonScan scan = new JsonScan(json, 0, json.length);
    scan.value();
    return scan.number();
  }
}
