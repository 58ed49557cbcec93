package dev.sluice.verify;

import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The line of JSON for a difference. A row key appears twice: readable in {@code row}, and exact in
 * {@code row_base64}, which alone is read back. Unknown members are ignored.
 */
final class DifferenceLine {

  private static final String ID = "id";
  private static final String KIND = "kind";
  private static final String DETAIL = "detail";
  private static final String INDEX = "index";
  private static final String ROUTING = "routing";
  private static final String ROW = "row";
  private static final String ROW_BASE64 = "row_base64";
  private static final String SEQ_NO = "seq_no";
  private static final String PRIMARY_TERM = "primary_term";
  private static final String VERSION = "version";
  private static final String SOURCE_VERSION = "source_version";
  private static final String SOURCE = "source";
  private static final String INDEXED = "indexed";

  private final Map<String, String> values;

  private DifferenceLine(Map<String, String> values) {
    this.values = values;
  }

  static void write(Difference difference, JsonWriter json) {
    json.startObject().name(ID).value(difference.id());
    json.name(KIND).value(difference.kind().name());
    text(json, DETAIL, difference.detail());
    text(json, INDEX, difference.index());
    text(json, ROUTING, difference.routing());
    text(json, ROW, difference.row().map(RowText::of));
    difference.row().ifPresent(row -> json.name(ROW_BASE64).base64(row, 0, row.length));
    number(json, SEQ_NO, difference.seqNo());
    number(json, PRIMARY_TERM, difference.primaryTerm());
    number(json, VERSION, difference.version());
    number(json, SOURCE_VERSION, difference.sourceVersion());
    document(json, SOURCE, difference.source());
    document(json, INDEXED, difference.indexed());
    json.endObject();
  }

  private static void text(JsonWriter json, String name, Optional<String> value) {
    value.ifPresent(text -> json.name(name).value(text));
  }

  private static void number(JsonWriter json, String name, OptionalLong value) {
    value.ifPresent(number -> json.name(name).value(number));
  }

  private static void document(JsonWriter json, String name, Optional<String> value) {
    value.ifPresent(
        text -> {
          byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
          json.name(name).rawOnOneLine(utf8, 0, utf8.length);
        });
  }

  static Difference parse(byte[] line) throws IOException {
    try {
      Map<String, String> values = new HashMap<>();
      JsonText.members(
          line,
          0,
          line.length,
          (name, start, count) -> {
            if (name.equals(SOURCE) || name.equals(INDEXED)) {
              values.put(name, new String(line, start, count, StandardCharsets.UTF_8));
            } else {
              JsonText.scalar(line, start, count).ifPresent(text -> values.put(name, text));
            }
          });
      return new DifferenceLine(values).difference();
    } catch (JsonFormException | IllegalArgumentException e) {
      throw new IOException(
          "not a difference written by sluice verify: "
              + e.getMessage()
              + ": "
              + new String(line, 0, Math.min(line.length, 200), StandardCharsets.UTF_8),
          e);
    }
  }

  private Difference difference() {
    Difference.Builder difference = Difference.of(needed(ID), Kind.valueOf(needed(KIND)));
    String row = values.get(ROW_BASE64);
    return difference
        .detail(values.get(DETAIL))
        .index(values.get(INDEX))
        .routing(values.get(ROUTING))
        .row(row == null ? null : Base64.getDecoder().decode(row))
        .seqNo(number(SEQ_NO))
        .primaryTerm(number(PRIMARY_TERM))
        .version(number(VERSION))
        .sourceVersion(number(SOURCE_VERSION))
        .source(values.get(SOURCE))
        .indexed(values.get(INDEXED))
        .build();
  }

  private String needed(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("it has no \"" + name + "\"");
    }
    return value;
  }

  private long number(String name) {
    String value = values.get(name);
    return value == null ? -1 : Long.parseLong(value);
  }
}
