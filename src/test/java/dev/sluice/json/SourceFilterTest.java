package dev.sluice.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected of maps is what elasticsearch-hadoop 8.19 was seen to make of them. */
class SourceFilterTest {

  private static final String DOCUMENT =
      "{\"a\":{\"b\":{\"c\":1,\"d\":2},\"e\":3},\"ab\":4,\"x\":[{\"y\":1,\"z\":2},{\"y\":3}],"
          + "\"q.r\":5,\"w\":{}}";

  private static String filtered(String json, List<String> includes, List<String> excludes)
      throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    ByteArray kept = new SourceFilter(includes, excludes).of(bytes, 0, bytes.length);
    return new String(kept.array(), 0, kept.length(), UTF_8);
  }

  private static List<String> paths(String text) {
    return text == null ? List.of() : List.of(text.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a; {'a':{}}",
        "a.b; {'a':{'b':{}}}",
        "a.b.c; {'a':{'b':{'c':1}}}",
        "a.*; {'a':{'b':{'c':1,'d':2},'e':3}}",
        "a*; {'a':{'b':{'c':1,'d':2},'e':3},'ab':4}",
        "*.b; {}",
        "*b; {'ab':4}",
        "a.b.*; {'a':{'b':{'c':1,'d':2}}}",
        "*.c; {}",
        "x.y; {'x':[{'y':1},{'y':3}]}",
        "x; {'x':[{},{}]}",
        "q.r; {'q.r':5}",
        "q; {}",
        "a.b.c ab; {'a':{'b':{'c':1}},'ab':4}",
        "a.*.c; {'a':{}}",
        "A; {}",
        "zz; {}"
      },
      quoteCharacter = '`')
  void what_is_included_stays(String includes, String kept) throws IOException {
    assertThat(filtered(DOCUMENT, paths(includes), List.of())).isEqualTo(kept.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a; {'ab':4,'x':[{'y':1,'z':2},{'y':3}],'q.r':5,'w':{}}",
        "a.b; {'a':{'e':3},'ab':4,'x':[{'y':1,'z':2},{'y':3}],'q.r':5,'w':{}}",
        "a.*; {'a':{},'ab':4,'x':[{'y':1,'z':2},{'y':3}],'q.r':5,'w':{}}",
        "a*; {'x':[{'y':1,'z':2},{'y':3}],'q.r':5,'w':{}}",
        "*b; {'a':{'e':3},'x':[{'y':1,'z':2},{'y':3}],'q.r':5,'w':{}}",
        "*.c; {'a':{'b':{'d':2},'e':3},'ab':4,'x':[{'y':1,'z':2},{'y':3}],'q.r':5,'w':{}}",
        "x.y; {'a':{'b':{'c':1,'d':2},'e':3},'ab':4,'x':[{'z':2},{}],'q.r':5,'w':{}}",
        "*e*; {'a':{'b':{'c':1,'d':2}},'ab':4,'x':[{'y':1,'z':2},{'y':3}],'q.r':5,'w':{}}",
        "*; {}"
      },
      quoteCharacter = '`')
  void what_is_excluded_goes(String excludes, String kept) throws IOException {
    assertThat(filtered(DOCUMENT, List.of(), paths(excludes))).isEqualTo(kept.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a; a.b; {'a':{}}",
        "a.b; a; {}",
        "a.*; *.c; {'a':{'b':{'d':2},'e':3}}",
        "a.b.c; *.d; {'a':{'b':{'c':1}}}"
      },
      quoteCharacter = '`')
  void what_is_excluded_goes_though_it_is_included(String includes, String excludes, String kept)
      throws IOException {
    assertThat(filtered(DOCUMENT, paths(includes), paths(excludes)))
        .isEqualTo(kept.replace('\'', '"'));
  }

  @Test
  void what_stays_is_copied_byte_for_byte() throws IOException {
    String odd = "{ \"p\" : 1.50 , \"gone\": [ {\"x\":1} ], \"s\\u0061\":\"\\u00e9 \\\"\" }";

    assertThat(filtered(odd, List.of(), List.of("gone")))
        .isEqualTo("{\"p\":1.50,\"s\\u0061\":\"\\u00e9 \\\"\"}");
    assertThat(filtered(odd, List.of(), List.of("gone", "sa"))).isEqualTo("{\"p\":1.50}");
  }

  @Test
  void what_is_no_object_is_refused() {
    assertThatThrownBy(() -> filtered("[1]", List.of(), List.of("a")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> filtered("{\"a\":1} x", List.of(), List.of("b")))
        .isInstanceOf(IOException.class);
    String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    assertThatThrownBy(() -> filtered(deep, List.of(), List.of("b")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("deeper");
  }
}
