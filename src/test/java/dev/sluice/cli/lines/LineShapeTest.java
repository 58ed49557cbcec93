package dev.sluice.cli.lines;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineShapeTest {

  private static String file(byte[] bytes) {
    return LineShape.ofFile(bytes, bytes.length).orElse("");
  }

  private static String line(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return LineShape.ofLine(bytes, bytes.length).orElse("");
  }

  private static byte[] hex(String text) {
    byte[] bytes = new byte[300];
    String[] digits = text.split(" ");
    for (int i = 0; i < digits.length; i++) {
      bytes[i] = (byte) Integer.parseInt(digits[i], 16);
    }
    return bytes;
  }

  @CsvSource({
    "FD 37 7A 58 5A 00, an xz file",
    "50 4B 03 04, a zip file",
    "1F 8B 08, a gzip file",
    "42 5A 68 39, a bzip2 file",
    "28 B5 2F FD, a Zstandard file",
    "04 22 4D 18, an LZ4 frame",
    "37 7A BC AF 27 1C, a 7-Zip file",
    "53 45 51 06, a sequence file",
    "4F 62 6A 01, an Avro file",
    "50 41 52 31, a Parquet file"
  })
  @ParameterizedTest
  void files_of_other_kinds_are_called_by_their_name(String bytes, String name) {
    assertThat(file(hex(bytes))).startsWith(name);
  }

  @Test
  void a_tar_archive_is_known_by_its_header() {
    byte[] header = hex("61 2E 6A 73 6F 6E");
    System.arraycopy("ustar".getBytes(UTF_8), 0, header, 257, 5);

    assertThat(file(header)).startsWith("a tar archive");
  }

  @Test
  void text_in_16_or_32_bits_a_letter_is_told_with_and_without_a_mark() {
    for (Charset charset : new Charset[] {UTF_16BE, UTF_16LE}) {
      assertThat(file("{\"a\":1}".getBytes(charset))).startsWith("UTF-16 text");
      assertThat(file("\uFEFF{\"ä\":1}".getBytes(charset))).startsWith("UTF-16 text");
    }
    for (String charset : new String[] {"UTF-32BE", "UTF-32LE"}) {
      assertThat(file("{\"a\":1}".getBytes(Charset.forName(charset)))).startsWith("UTF-32 text");
      assertThat(file("\uFEFF{\"a\":1}".getBytes(Charset.forName(charset))))
          .startsWith("UTF-32 text");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", "[1]", "", "a", "ä", "PK", "[", "{", "\uFEFF{}", "ORCHID"})
  void lines_of_text_are_no_file_of_another_kind(String text) {
    if (!text.equals("ORCHID")) {
      assertThat(file(text.getBytes(UTF_8))).isEmpty();
    }
    assertThat(file(Arrays.copyOf(text.getBytes(UTF_8), 1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[{\"a\":1},{\"a\":2}]", "{\"a\":1},", "[1,"})
  void an_array_is_told_by_its_elements_too(String text) {
    assertThat(line(text)).startsWith("a JSON array: write each document on one line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{ \"a\": {", "  \"a\": 1,", "\"a\" : [", "}", "]}", "  },"})
  void a_pretty_printed_document_is_told_by_each_of_its_lines(String text) {
    assertThat(line(text)).startsWith("JSON that spans several lines");
  }

  @Test
  void other_lines_are_told_by_how_they_begin() {
    assertThat(line("<html>")).isEqualTo("XML or HTML");
    assertThat(line("\uFEFF{\"a\":1}")).contains("byte order mark (EF BB BF)");
    assertThat(line("no json")).isEmpty();
    assertThat(line("{\"a\":1} {\"b\":2}")).isEmpty();
  }
}
