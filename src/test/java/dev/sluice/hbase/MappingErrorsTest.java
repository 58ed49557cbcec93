package dev.sluice.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.ConfigException;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.types.ColumnType;
import dev.sluice.json.JsonWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MappingErrorsTest {

  private static final String TYPES =
      " Valid types are string, bool, byte, short, int, long, float, double, decimal, json,"
          + " base64, hex, uuid, text:bool, text:byte, text:short, text:int, text:long,"
          + " text:float, text:double, text:decimal, utf8 and class:NAME";

  /** Asks its maker for something, so that no task could make one. */
  public static final class Demanding implements ColumnType {
    private final String wish;

    public Demanding(String wish) {
      this.wish = wish;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, JsonWriter json) {
      json.value(wish);
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("a = f:a as itn", 12, "unknown type \"itn\"; did you mean \"int\"?" + TYPES),
        mistake(
            "a = f:a as tetx:log",
            12,
            "unknown type \"tetx:log\"; did you mean \"text:long\"?" + TYPES),
        mistake(
            "a = f:a as text:dobule",
            12,
            "unknown type \"text:dobule\"; did you mean \"text:double\"?" + TYPES),
        mistake("a = f:a as", 11, "expected a type, but the line ends"),
        mistake("a = f:a int", 9, "expected the end of the line, but found \"int\""),
        mistake("a f:a", 3, "expected \"=\", but found \"f:a\""),
        mistake("a", 2, "expected \"=\", but the line ends"),
        mistake(
            "a = # nothing",
            4,
            "expected a column such as family:qualifier, key or ts, but the line ends"),
        mistake(
            "a = title",
            5,
            "expected a column such as family:qualifier, key or ts, but found \"title\""),
        mistake("a = :q", 5, "expected a column such as family:qualifier, but found \":q\""),
        mistake(
            "a = f:x*y",
            5,
            "a star is allowed only at the end of a column; write \\x2A for a literal star"),
        mistake(
            "a = f:\\y", 7, "invalid escape: write \\x and two hexadecimal digits, \\\\ or \\\""),
        mistake(
            "a = f:\\x0", 7, "invalid escape: write \\x and two hexadecimal digits, \\\\ or \\\""),
        mistake("a = f:\"open", 7, "unterminated quote"),
        mistake("a = f:\"b\"c", 5, "only a star can follow the closing quote in f:\"b\"c"),
        mistake(
            "a = f:*",
            1,
            "f:*, which matches many columns, requires a target of the form object.*, not \"a\""),
        mistake(
            "a.* = f:q",
            1,
            "one column without \"versions\" requires a target of the form name, not \"a.*\""),
        mistake(
            "a[] = f:q",
            1,
            "one column without \"versions\" requires a target of the form name, not \"a[]\""),
        mistake(
            "a = f:q versions 5",
            1,
            "a number of versions requires a target of the form name[], not \"a\""),
        mistake(
            "a[] = f:q versions 0",
            20,
            "the number of versions must be from 1 to 10000, not \"0\""),
        mistake(
            "a[] = f:q versions many",
            20,
            "the number of versions must be from 1 to 10000, not \"many\""),
        mistake(
            "a[] = f:q versions 5 as {}",
            26,
            "expected ts, or a name and a type such as v: double, but found \"}\""),
        mistake("a[] = f:q versions 5 as {v: dbl}", 29, "unknown type \"dbl\"." + TYPES),
        mistake(
            "a[] = f:q versions 5 as {v:intt}",
            28,
            "unknown type \"intt\"; did you mean \"int\"?" + TYPES),
        mistake("a[] = f:q versions 5 as {ts, ts}", 30, "duplicate name ts"),
        mistake("a[] = f:q versions 5 as {ts", 28, "expected \"}\", but the line ends"),
        mistake(
            "a..b = f:q",
            1,
            "\"a..b\" is not a field name; write name, object.name, object.* or name[]"),
        mistake(
            "a* = f:q",
            1,
            "\"a*\" is not a field name; write name, object.name, object.* or name[]"),
        mistake(
            "f:q = a",
            1,
            "\"f:q\" is not a field name; write name, object.name, object.* or name[]"),
        mistake("_index = f:q", 1, "_index is reserved by Elasticsearch and cannot be a field"),
        mistake(
            "a = key[0-8]",
            5,
            "write a part of the key as key[0..8] or key[8..], not \"key[0-8]\""),
        mistake("a = key[8..8]", 5, "the end of key[8..8] must be greater than its start"),
        mistake("a[] = key", 1, "the key requires a target of the form name, not \"a[]\""),
        mistake("a.* = ts f:q", 1, "a timestamp requires a target of the form name, not \"a.*\""),
        mistake("a = ts f:*", 8, "f:* matches many columns, but this needs a single column"),
        mistake("a = ts(f:q", 11, "expected \")\", but the line ends"),
        mistake(
            "_id = f:q",
            7,
            "an id must be the row key or a part of it, such as _id = key as hex, not \"f:q\""),
        mistake(
            "_id = key as double",
            14,
            "an id or a routing value can be utf8, hex, base64url, sha256, uuid, byte, short, int,"
                + " long, not \"double\""),
        mistake("_routing = t", 12, "expected a column such as family:qualifier, but found \"t\""),
        mistake("_routing = t:*", 12, "t:* matches many columns, but this needs a single column"),
        mistake("_version = f:q", 12, "expected \"ts\", but found \"f:q\""),
        mistake(
            "_version = ts", 14, "expected a column such as family:qualifier, but the line ends"),
        mistake(
            "const a = text",
            11,
            "a constant must be one JSON value, such as \"text\" in quotes or 42"),
        mistake(
            "const a =", 10, "a constant must be one JSON value, such as \"text\" in quotes or 42"),
        mistake("const a[] = 1", 7, "a constant requires a target of the form name, not \"a[]\""),
        mistake("skip", 5, "expected a column such as family:qualifier, but the line ends"),
        mistake(
            "on error = dead-letter",
            12,
            "on error must be fail, skip-field or reject, not \"dead-letter\""),
        mistake(
            "on error = reject max 1000",
            19,
            "a mapping cannot limit rejected documents: set sluice.errors.max instead"),
        mistake(
            "table users",
            1,
            "the table is not part of a mapping: set it with --table or the key"
                + " sluice.hbase.table"),
        mistake(
            "  index users-v7",
            3,
            "the index is not part of a mapping: set it with --index or the key sluice.index"),
        mistake(
            "a = f:q as int date:epoch_days",
            16,
            "a number can only be date:epoch_millis or date:epoch_second, not date:epoch_days"),
        mistake(
            "a = f:q as double date:epoch_millis",
            19,
            "a date must be stored as string, long, int, text:long or text:int, not double"),
        mistake(
            "a = f:q as string date:epoch_millis",
            19,
            "\"epoch_millis\" is not a valid date pattern: a text with such a number is text:long"
                + " date:epoch_millis"),
        mistake(
            "a = f:q as string date:\"b\"",
            19,
            "\"b\" is not a valid date pattern: Unknown pattern letter: b"),
        mistake("a = f:q as class:no.Such", 12, "the class no.Such is not on the classpath"),
        mistake(
            "a = f:q as class:java.lang.String",
            12,
            "java.lang.String does not implement dev.sluice.hbase.types.ColumnType"),
        mistake(
            "a = f:q as class:dev.sluice.hbase.MappingErrorsTest$Demanding",
            12,
            "dev.sluice.hbase.MappingErrorsTest$Demanding has no usable public no-argument"
                + " constructor"),
        mistake(
            "a = f:q as string merge", 19, "expected the end of the line, but found \"merge\""));
  }

  private static Arguments mistake(String line, int column, String message) {
    return Arguments.of(line, column, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void a_mistake_is_reported_where_it_stands(String line, int column, String message) {
    assertThat(problemsOf("# first\n" + line))
        .containsExactly("mapping line 2, column " + column + ": " + message);
  }

  static Stream<Arguments> contradictions() {
    return Stream.of(
        Arguments.of("a = f:a\n a = f:b", "line 2, column 2: field a is already set on line 1"),
        Arguments.of("a.b = f:a\na = f:b", "line 2, column 1: field a is already set on line 1"),
        Arguments.of(
            "a[] = f:a* names\nconst a = 1", "line 2, column 7: field a is already set on line 1"),
        Arguments.of(
            "a = f:b\na.b.c = f:a",
            "line 2, column 1: field a must be an object here, but line 1 sets it to a value"),
        Arguments.of(
            "a.* = f:*\na.* = g:*",
            "line 2, column 1: an object can have only one wildcard source, but line 1 already"
                + " sets one; the same field could occur twice"),
        Arguments.of(
            "* = f:*\nx = f:j as json merge",
            "line 2, column 1: an object can have only one wildcard source, but line 1 already"
                + " sets one; the same field could occur twice"),
        Arguments.of(
            "_id = key\n_id = key as hex", "line 2, column 1: _id is already set on line 1"),
        Arguments.of(
            "on error = fail\non error = fail",
            "line 2, column 1: on error is already set on line 1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contradictions")
  void lines_must_not_contradict_each_other(String mapping, String problem) {
    assertThat(problemsOf(mapping)).containsExactly("mapping " + problem);
  }

  @Test
  void all_mistakes_are_reported_at_once() {
    assertThat(problemsOf("a = f:a as itn\r\nb = f:b\rc\n\nd = e"))
        .hasSize(3)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("mapping line 1, column 12: unknown type"),
            second -> assertThat(second).startsWith("mapping line 3, column 2: expected \"=\""),
            third -> assertThat(third).startsWith("mapping line 5, column 5: expected a column"));
  }

  @Test
  void words_of_the_language_can_be_names_of_fields() {
    String mapping = "const = f:a\nskip = f:b\ntable = f:c\nindex = f:d\non = f:e\nkey = key";

    assertThat(RowMapping.parse(mapping).toString().lines().filter(line -> line.contains(" = f:")))
        .hasSize(5);
  }

  private static java.util.List<String> problemsOf(String mapping) {
    return catchThrowableOfType(ConfigException.class, () -> RowMapping.parse(mapping)).problems();
  }
}
