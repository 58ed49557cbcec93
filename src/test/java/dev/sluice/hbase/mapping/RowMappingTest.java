package dev.sluice.hbase.mapping;

import static dev.sluice.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.hbase.types.ColumnType;
import dev.sluice.json.JsonWriter;
import dev.sluice.testing.Rows;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowMappingTest {

  /** A type of a user's own: text in capitals. It fails in its own way at what it dislikes. */
  public static final class Shout implements ColumnType {
    @Override
    public void write(byte[] bytes, int offset, int length, JsonWriter json) {
      if (length == 13) {
        throw new IllegalStateException("unlucky");
      }
      if (length > 0) {
        json.value(
            new String(bytes, offset, length, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT));
      }
    }
  }

  private static final String SHOUT = "class:dev.sluice.hbase.mapping.RowMappingTest$Shout";

  static Stream<Arguments> values() {
    return Stream.of(
        value("string", text("a\"\\\n\u00e4\ud83d\ude00"), "\"a\\\"\\\\\\n\u00e4\ud83d\ude00\""),
        value("utf8", text(""), "\"\""),
        value("bool", new byte[] {0}, "false"),
        value("bool", new byte[] {1}, "true"),
        value("bool", Bytes.toBytes(true), "true"),
        value("byte", new byte[] {-128}, "-128"),
        value("short", Bytes.toBytes((short) -2), "-2"),
        value("int", Bytes.toBytes(Integer.MIN_VALUE), "-2147483648"),
        value("long", Bytes.toBytes(Long.MIN_VALUE), "-9223372036854775808"),
        value("long", Bytes.toBytes(Long.MAX_VALUE), "9223372036854775807"),
        value("float", Bytes.toBytes(0.1f), "0.1"),
        value("double", Bytes.toBytes(-1e300), "-1.0E300"),
        value("decimal", Bytes.toBytes(new BigDecimal("-12.3400")), "-12.3400"),
        value("decimal", Bytes.toBytes(new BigDecimal("1E+9")), "1E+9"),
        value("json", text(" {\"a\" : [1,\r\n2]}\n"), "{\"a\" : [1,  2]}"),
        value("json", text("[ ]"), "[ ]"),
        value("json", text("-0.5e+7"), "-0.5e+7"),
        value("json", text("\"\\u00E4\\n\""), "\"\\u00E4\\n\""),
        value("json", text("null"), "null"),
        value("base64", new byte[] {(byte) 0xff, 0}, "\"/wA=\""),
        value("hex", new byte[] {(byte) 0xff, 0}, "\"ff00\""),
        value(
            "uuid",
            Bytes.fromHex("0123456789abcdef8123456789abcdef"),
            "\"01234567-89ab-cdef-8123-456789abcdef\""),
        value("text:bool", text("TRUE"), "true"),
        value("text:bool", text("0"), "false"),
        value("text:byte", text("-128"), "-128"),
        value("text:short", text("32767"), "32767"),
        value("text:int", text("+7"), "7"),
        value("text:int", text("007"), "7"),
        value("text:long", text("-9223372036854775808"), "-9223372036854775808"),
        value("text:long", text("9223372036854775807"), "9223372036854775807"),
        value("text:float", text("1.50"), "1.5"),
        value("text:double", text(".5"), "0.5"),
        value("text:double", text("1e3"), "1000.0"),
        value("text:decimal", text("1.50"), "1.50"),
        value("text:decimal", text("+.5"), "0.5"),
        value("long date:epoch_millis", Bytes.toBytes(0L), "\"1970-01-01T00:00:00Z\""),
        value("long date:epoch_millis", Bytes.toBytes(-1L), "\"1969-12-31T23:59:59.999Z\""),
        value("int date:epoch_second", Bytes.toBytes(1), "\"1970-01-01T00:00:01Z\""),
        value("text:long date:epoch_second", text("1"), "\"1970-01-01T00:00:01Z\""),
        value("text:int date:epoch_second", text("1"), "\"1970-01-01T00:00:01Z\""),
        value("string date:yyyyMMdd", text("20240229"), "\"2024-02-29\""),
        value(
            "string date:\"dd.MM.uuuu HH:mm\"",
            text("29.02.2024 12:30"),
            "\"2024-02-29T12:30:00Z\""),
        value(
            "string date:\"dd/MMM/yyyy:HH:mm:ss Z\"",
            text("01/mar/2024:00:30:00 +0100"),
            "\"2024-02-29T23:30:00Z\""),
        value(SHOUT, text("loud"), "\"LOUD\""));
  }

  private static Arguments value(String type, byte[] bytes, String json) {
    return Arguments.of(type, bytes, json);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("values")
  void every_type_is_written_to_the_byte(String type, byte[] bytes, String json) {
    Result row = row("r").with("f:v", bytes).result();

    assertThat(document("v = f:v as " + type, row)).isEqualTo("{\"v\":" + json + "}");
  }

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        value(
            "string",
            new byte[] {'a', (byte) 0xff},
            "found 2 bytes (a\\xFF), but byte 1 is not UTF-8; read the column as base64 or hex"),
        value("bool", new byte[] {2}, "found 1 byte (\\x02), but a bool is \\x00, \\x01 or \\xFF"),
        value("bool", text("true"), "found 4 bytes (true), but a bool has 1 byte"),
        value("byte", text(""), "found 0 bytes, but a byte has 1 byte"),
        value("short", text("a"), "found 1 byte (a), but a short has 2 bytes"),
        value(
            "int", new byte[] {0, 0, 1}, "found 3 bytes (\\x00\\x00\\x01), but an int has 4 bytes"),
        value(
            "long",
            Bytes.toBytes(1),
            "found 4 bytes (\\x00\\x00\\x00\\x01), but a long has 8 bytes"),
        value(
            "long",
            text("0123456789012345678901234567890"),
            "found 31 bytes (012345678901234567890123...), but a long has 8 bytes"),
        value("float", text("a"), "found 1 byte (a), but a float has 4 bytes"),
        value(
            "float",
            Bytes.toBytes(Float.NEGATIVE_INFINITY),
            "found -Infinity, which JSON cannot represent"),
        value("double", text("a"), "found 1 byte (a), but a double has 8 bytes"),
        value("double", Bytes.toBytes(Double.NaN), "found NaN, which JSON cannot represent"),
        value(
            "decimal",
            Bytes.toBytes(1),
            "found 4 bytes (\\x00\\x00\\x00\\x01), but a decimal has at least 5 bytes: 4 for the"
                + " scale and the rest for the digits"),
        value(
            "json",
            text("1,\"b\":2"),
            "found 7 bytes (1,\"b\":2), but it is not one JSON value; the error is at byte 1"),
        value(
            "json",
            text("{\"a\":01}"),
            "found 8 bytes ({\"a\":01}), but it is not one JSON value; the error is at byte 6"),
        value(
            "json",
            text("{\"a\":1}}"),
            "found 8 bytes ({\"a\":1}}), but it is not one JSON value; the error is at byte 7"),
        value(
            "json",
            text("\"a\nb\""),
            "found 5 bytes (\"a\\x0Ab\"), but it is not one JSON value; the error is at byte 2"),
        value(
            "json",
            text("tru"),
            "found 3 bytes (tru), but it is not one JSON value; the error is at byte 3"),
        value(
            "json",
            text("[1,]"),
            "found 4 bytes ([1,]), but it is not one JSON value; the error is at byte 3"),
        value(
            "json",
            text("\"\\x\""),
            "found 4 bytes (\"\\x5Cx\"), but it is not one JSON value; the error is at byte 2"),
        value(
            "json",
            text(""),
            "found 0 bytes, but it is not one JSON value; the error is at byte 0"),
        value(
            "json",
            new byte[] {'"', (byte) 0xc0, '"'},
            "found 3 bytes (\"\\xC0\"), but JSON must be UTF-8"),
        value("uuid", text("a"), "found 1 byte (a), but a uuid has 16 bytes"),
        value(
            "text:bool",
            text("yes"),
            "found 3 bytes (yes), but a text:bool must be true, false, 1 or 0"),
        value(
            "text:byte",
            text("128"),
            "found 3 bytes (128), but a text:byte must be a whole number from -128 to 127"),
        value(
            "text:int",
            text("1.5"),
            "found 3 bytes (1.5), but a text:int must be a whole number from -2147483648 to"
                + " 2147483647"),
        value(
            "text:int",
            text("-"),
            "found 1 byte (-), but a text:int must be a whole number from -2147483648 to"
                + " 2147483647"),
        value(
            "text:long",
            text("9223372036854775808"),
            "found 19 bytes (9223372036854775808), but a text:long must be a whole number from"
                + " -9223372036854775808 to 9223372036854775807"),
        value(
            "text:long",
            text("99999999999999999999"),
            "found 20 bytes (99999999999999999999), but a text:long must be a whole number from"
                + " -9223372036854775808 to 9223372036854775807"),
        value(
            "text:double",
            text("NaN"),
            "found 3 bytes (NaN), but a text:double must be a number such as -1.5 or 2e3"),
        value(
            "text:double",
            text("1d"),
            "found 2 bytes (1d), but a text:double must be a number such as -1.5 or 2e3"),
        value("text:double", text("1e999"), "found Infinity, which JSON cannot represent"),
        value(
            "text:decimal",
            text(" 1"),
            "found 2 bytes ( 1), but a text:decimal must be a number such as -1.5 or 2e3"),
        value(
            "long date:epoch_second",
            Bytes.toBytes(1_600_000_000_000L),
            "found 1600000000000, which in seconds since 1970 is outside the years 0 to 9999;"
                + " check the unit of the column"),
        value(
            "long date:epoch_millis",
            Bytes.toBytes(Long.MAX_VALUE),
            "found 9223372036854775807, which in milliseconds since 1970 is outside the years 0"
                + " to 9999; check the unit of the column"),
        value(
            "string date:yyyyMMdd",
            text("20230229"),
            "found 8 bytes (20230229), but the date pattern is yyyyMMdd"),
        value(
            SHOUT, text(""), "dev.sluice.hbase.mapping.RowMappingTest$Shout did not write a value"),
        value(
            SHOUT,
            text("thirteen byte"),
            "found 13 bytes (thirteen byte), for which"
                + " dev.sluice.hbase.mapping.RowMappingTest$Shout"
                + " java.lang.IllegalStateException: unlucky"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("wrongValues")
  void a_value_that_is_not_of_its_type_is_named_with_row_and_column(
      String type, byte[] bytes, String problem) {
    Result row = row("r\\x00").with("f:v", bytes).result();

    assertThat(refusal("v = f:v as " + type, row)).isEqualTo("row r\\x00, column f:v: " + problem);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("wrongValues")
  void a_value_left_out_takes_its_name_and_comma_with_it(
      String type, byte[] bytes, String problem) {
    String mapping =
        String.join(
            "\n",
            "a = f:a",
            "o.v = f:v as " + type,
            "z = f:z",
            "w[] = f:v versions 2 as {v: " + type + ", ts}",
            "on error = skip-field");
    Result row = row("r").with("f:a", "1").with("f:v", bytes).with("f:z", "2").result();

    assertThat(document(mapping, row)).isEqualTo("{\"a\":\"1\",\"z\":\"2\"}");
  }

  // ---- the shape of documents

  @Test
  void lines_into_the_same_object_make_one_object_in_the_order_of_the_lines() {
    String mapping = "http.status = h:s\nurl = h:u\nhttp.head.a = h:a\nhttp.size = h:z";
    Result row =
        row("r").with("h:s", "200").with("h:u", "u").with("h:a", "A").with("h:z", "9").result();

    assertThat(document(mapping, row))
        .isEqualTo(
            "{\"http\":{\"status\":\"200\",\"head\":{\"a\":\"A\"},\"size\":\"9\"},\"url\":\"u\"}");
  }

  @Test
  void absent_columns_leave_no_trace() {
    String mapping = "a.b = f:a\nc[] = f:c* names\nd.* = f:d*\ne[] = f:e versions 3\nz = f:z ?";

    assertThat(document(mapping, row("r").with("f:z", "1").result())).isEqualTo("{\"z\":\"1\"}");
  }

  @Test
  void a_row_with_none_of_the_columns_is_still_a_document() throws RowException {
    String mapping = "host = key[0..2]\nrest = key[2..] as hex\nv = f:v\nconst src = \"hbase\"";

    assertThat(encode(mapping, row("ab\\x01\\x02").with("g:other", "x").result()).toString())
        .isEqualTo("_id ab\u0001\u0002: {\"host\":\"ab\",\"rest\":\"0102\",\"src\":\"hbase\"}");
  }

  @Test
  void a_family_becomes_an_object_without_what_is_skipped_or_older() {
    String mapping = "attr.* = a:*\nattr.fixed = b:x\nskip a:secret\nskip a:tmp_*";
    Result row =
        row("r")
            .with("a:color", "red")
            .at(Rows.TIME - 1, "a:color", text("blue"))
            .with("a:secret", "s")
            .with("a:tmp_1", "t")
            .with("a:size.x", "9")
            .with("b:x", "f")
            .result();

    assertThat(document(mapping, row))
        .isEqualTo("{\"attr\":{\"fixed\":\"f\",\"color\":\"red\",\"size.x\":\"9\"}}");
  }

  @Test
  void a_prefix_is_taken_off() {
    String mapping = "stat.* = s:cnt_* as long\nall[] = s:cnt_* names\nsum[] = s:* as long";
    Result row = row("r").with("s:cnt_a", 1L).with("s:cnt_b", 2L).with("s:x", 3L).result();

    assertThat(document(mapping, row))
        .isEqualTo("{\"stat\":{\"a\":1,\"b\":2},\"all\":[\"a\",\"b\"],\"sum\":[1,2,3]}");
  }

  @Test
  void a_star_alone_puts_a_family_at_the_top() {
    assertThat(document("* = a:*", row("r").with("a:x", "1").with("a:y", "2").result()))
        .isEqualTo("{\"x\":\"1\",\"y\":\"2\"}");
  }

  @Test
  void versions_become_an_array_newest_first() {
    String mapping =
        "hist[] = f:p versions 2 as {ts, v: text:double}\nplain[] = f:p versions 5\nnow = f:p";
    Result row =
        row("r")
            .at(1, "f:p", text("1.0"))
            .at(3, "f:p", text("3.0"))
            .at(2, "f:p", text("2.0"))
            .result();

    assertThat(document(mapping, row))
        .isEqualTo(
            "{\"hist\":[{\"ts\":3,\"v\":3.0},{\"ts\":2,\"v\":2.0}],"
                + "\"plain\":[\"3.0\",\"2.0\",\"1.0\"],\"now\":\"3.0\"}");
  }

  @Test
  void a_timestamp_is_milliseconds() {
    assertThat(document("seen = ts f:a\nalso = ts(f:a)", row("r").at(7, "f:a", text("")).result()))
        .isEqualTo("{\"seen\":7,\"also\":7}");
  }

  @Test
  void merged_json_lends_its_keys() {
    String mapping = "id = key\ndoc = f:j as json merge\nin.doc = f:j as json merge";
    Result row = row("r").with("f:j", "{ \"a\":1,\n\"b\":{\"id\":2} }").result();

    assertThat(document(mapping, row))
        .isEqualTo("{\"id\":\"r\",\"in\":{\"a\":1, \"b\":{\"id\":2} },\"a\":1, \"b\":{\"id\":2} }");
  }

  @Test
  void merging_an_empty_object_adds_nothing() {
    assertThat(document("a = key\nd = f:j as json merge", row("r").with("f:j", "{\n}").result()))
        .isEqualTo("{\"a\":\"r\"}");
  }

  @Test
  void odd_qualifiers_can_be_named() {
    String mapping = "a = f:\nb = f:\"x = #1\"\nc = f:\\x00\\xff  # a comment\nd = f:a#b";
    Result row =
        row("r")
            .with("f:", "1")
            .with("f:x = #1", "2")
            .with("f:\\x00\\xFF", "3")
            .with("f:a#b", "4")
            .result();

    assertThat(document(mapping, row))
        .isEqualTo("{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\",\"d\":\"4\"}");
  }

  // ---- errors of rows

  static Stream<Arguments> wrongRows() {
    return Stream.of(
        Arguments.of(
            "a.* = f:*\na.x = g:x",
            row("r").with("f:x", "1"),
            "row r, column f:x: found the name \"x\", which the mapping already uses for another"
                + " field of the same object"),
        Arguments.of(
            "a.* = f:p*",
            row("r").with("f:p", "1"),
            "row r, column f:p: found a qualifier that is nothing but the prefix, so the field"
                + " has no name"),
        Arguments.of(
            "a.* = f:*",
            row("r").with("f:\\xFF", "1"),
            "row r, column f:\\xFF: found 1 byte (\\xFF), but a qualifier must be UTF-8 to become"
                + " a field name"),
        Arguments.of(
            "a[] = f:* names",
            row("r").with("f:\\xFF", "1"),
            "row r, column f:\\xFF: found 1 byte (\\xFF), but a qualifier must be UTF-8 to become"
                + " a field name"),
        Arguments.of(
            "a = f:j as json merge",
            row("r").with("f:j", "[1]"),
            "row r, column f:j: found 3 bytes ([1]), but only a JSON object can be merged"),
        Arguments.of(
            "a = key\nb = f:j as json merge",
            row("r").with("f:j", "{\"a\":1}"),
            "row r, column f:j: found the name \"a\", which the mapping already uses for another"
                + " field of the same object"),
        Arguments.of(
            "a = key\nb = f:j as json merge",
            row("r").with("f:j", "{\"\\u0061\":1}"),
            "row r, column f:j: found the name \"a\", which the mapping already uses for another"
                + " field of the same object"),
        Arguments.of(
            "k = key[0..8] as long",
            row("r").with("f:x", ""),
            "row r, key[0..8]: found a key of 1 bytes, which is too short for key[0..8]"),
        Arguments.of(
            "a = f:a !",
            row("r").with("f:x", ""),
            "row r, column f:a: is required, but the row does not have it"),
        Arguments.of(
            "_id = key as utf8",
            row("\\xFF").with("f:x", ""),
            "row \\xFF, _id: found 1 byte (\\xFF), but it is not UTF-8; use hex, base64url or"
                + " sha256"),
        Arguments.of(
            "_id = key as hex",
            row("a".repeat(257)).with("f:x", ""),
            "row "
                + "a".repeat(257)
                + ", _id: found an id of 514 bytes, but Elasticsearch allows at most 512; write"
                + " _id = key as sha256"),
        Arguments.of(
            "_routing = f:t",
            row("r").with("f:x", ""),
            "row r, _routing: the row has no routing column f:t"),
        Arguments.of(
            "_routing = f:t",
            row("r").with("f:t", ""),
            "row r, _routing: found 0 bytes, but a routing value must not be empty"),
        Arguments.of(
            "_version = ts(f:t)",
            row("r").with("f:x", ""),
            "row r, _version: the row has no f:t, which the version is read from"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("wrongRows")
  void a_row_that_can_be_no_document_is_refused(String mapping, Rows row, String problem) {
    assertThat(refusal(mapping, row.result())).isEqualTo(problem);
  }

  @Test
  void a_row_is_refused_for_a_required_value_that_is_skipped() {
    String mapping = "on error = skip-field\nd = f:j as json merge !\na = f:a as int !";

    assertThat(refusal(mapping, row("r").with("f:a", "x").with("f:j", "{}").result()))
        .isEqualTo("row r, column f:a: is required, but its value is not of type int");
    assertThat(refusal(mapping, row("r").with("f:a", 1).with("f:j", "x").result()))
        .isEqualTo("row r, column f:j: is required, but cannot be merged");
  }

  @Test
  void on_error_decides_whether_the_task_goes_on() {
    Result row = row("r").with("f:v", "x").result();

    assertThatThrownBy(() -> encode("v = f:v as int", row))
        .isInstanceOfSatisfying(RowException.class, e -> assertThat(e.isFatal()).isFalse());
    assertThatThrownBy(() -> encode("v = f:v as int\non error = fail", row))
        .isInstanceOfSatisfying(RowException.class, e -> assertThat(e.isFatal()).isTrue());
  }

  @Test
  void skipped_values_are_counted_and_the_first_is_kept() throws RowException {
    RowMapping mapping = RowMapping.parse("v.* = f:* as int\non error = skip-field");
    RowEncoder encoder = new RowEncoder(mapping);

    String written =
        encoder
            .encode(row("r").with("f:a", "x").with("f:b", 2).with("f:c", "y").result())
            .toString();

    assertThat(written).isEqualTo("_id r: {\"v\":{\"b\":2}}");
    assertThat(encoder.skipped()).isEqualTo(2);
    assertThat(encoder.firstSkipped()).hasValue("row r, column f:a");
  }

  @Test
  void an_encoder_goes_on_after_a_refused_row() throws RowException {
    RowEncoder encoder = new RowEncoder(RowMapping.parse("a = f:a\nv = f:v as int"));
    Result bad = row("bad").with("f:a", "a").with("f:v", "x").result();
    assertThatThrownBy(() -> encoder.encode(bad)).isInstanceOf(RowException.class);

    RowDocument good = encoder.encode(row("good").with("f:v", 1).result());

    assertThat(good.toString()).isEqualTo("_id good: {\"v\":1}");
  }

  // ---- ids, routing, versions

  static Stream<Arguments> ids() {
    return Stream.of(
        Arguments.of("key", "a\u00e4", "a\u00e4"),
        Arguments.of("key as string", "a", "a"),
        Arguments.of("key as hex", "a\u00e4", "61c3a4"),
        Arguments.of("key as base64url", "\u00ff\u00ff", "w7_Dvw"),
        Arguments.of(
            "key as sha256",
            "abc",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        Arguments.of("key[0..8] as long", "\0\0\0\0\0\0\0*tail", "42"),
        Arguments.of("key[0..4] as int", "\0\0\0*", "42"),
        Arguments.of("key[2..4] as short", "\0\0\0*", "42"),
        Arguments.of("key[3..] as byte", "\0\0\0*", "42"),
        Arguments.of("key[4..] as utf8", "\0\0\0*x", "x"),
        Arguments.of(
            "key as uuid",
            "\0\0\0\0\0\0\0*\0\0\0\0\0\0\0*",
            "00000000-0000-002a-0000-00000000002a"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ids")
  void the_row_key_becomes_the_id(String rule, String key, String id) throws RowException {
    Result row = row(text(key)).with("f:x", "").result();

    assertThat(encode("_id = " + rule, row).id()).isEqualTo(id);
  }

  @Test
  void routing_and_version_come_from_columns_and_key() throws RowException {
    Result row = row("tenant7").at(5, "f:t", text("t1")).at(9, "f:x", text("")).result();

    assertThat(encode("_routing = f:t\n_version = ts max", row).toString())
        .isEqualTo("_id tenant7, _routing t1, _version 9: {}");
    assertThat(encode("_routing = key[0..6]\n_version = ts(f:t)", row).toString())
        .isEqualTo("_id tenant7, _routing tenant, _version 5: {}");
    assertThat(encode("_routing = f:no ?\n_version = ts f:no ?", row).toString())
        .isEqualTo("_id tenant7: {}");
  }

  // ---- canonical form

  @Test
  void a_mapping_reads_its_own_canonical_form() {
    String mapping =
        """
        # everything
        _id = key[0..8] as string
        _routing = f:t ?
        _version = ts ( f:t )
        a=f:a
        b.c = f:"a b,c" as text:int !
        d = f:\\xFF as string date:"dd MM yyyy"
        m = f:j as json merge
        g.* = g:* as utf8
        h[] = f:p versions 3 as {ts,v:text:double, w: ts, x : long date:epoch_millis}
        i[] = f:p versions 3
        n[] = t:x* names
        o[] = t:* as int
        s = ts f:a
        k = key[3..] as hex
        const q.r = { "#": [1, 2] }  # a comment
        skip g:secret
        on error = skip-field
        """;

    assertThat(RowMapping.parse(mapping))
        .hasToString(
            """
            _id = key[0..8] as utf8
            _routing = f:t as utf8 ?
            _version = ts f:t
            a = f:a as string
            b.c = f:"a b,c" as text:int !
            d = f:\\xFF as string date:"dd MM yyyy"
            g.* = g:* as string
            h[] = f:p versions 3 as {ts, v: text:double, w: ts, x: long date:epoch_millis}
            i[] = f:p versions 3 as string
            n[] = t:x* names
            o[] = t:* as int
            s = ts f:a
            k = key[3..] as hex
            const q.r = { "#": [1, 2] }
            m = f:j as json merge
            skip g:secret
            on error = skip-field\
            """);
    String canonical = RowMapping.parse(mapping).toString();
    assertThat(RowMapping.parse(canonical)).hasToString(canonical);
  }

  private static String document(String mapping, Result row) {
    try {
      String text = encode(mapping, row).toString();
      return text.substring(text.indexOf(": ") + 2);
    } catch (RowException e) {
      throw new AssertionError(e);
    }
  }

  private static String refusal(String mapping, Result row) {
    try {
      return "not refused: " + encode(mapping, row);
    } catch (RowException e) {
      return e.getMessage();
    }
  }

  private static RowDocument encode(String mapping, Result row) throws RowException {
    return new RowEncoder(RowMapping.parse(mapping)).encode(row);
  }
}
