package dev.sluice.hbase.types;

import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonGrammar;
import dev.sluice.json.JsonText;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * Checks that bytes are exactly one JSON value by RFC 8259, so that a column copied verbatim cannot
 * break the document around it.
 */
public final class JsonSyntax {

  /** Less than the limit of a document, because a column is nested in objects of the mapping. */
  private static final int DEEPEST = JsonText.DEEPEST - 100;

  private final byte[] bytes;
  private final JsonGrammar grammar;

  private JsonSyntax(byte[] bytes, int offset, int length, JsonGrammar.Names names) {
    this.bytes = bytes;
    this.grammar = new JsonGrammar(bytes, offset, length, DEEPEST, names);
    check(offset, length);
  }

  private void check(int offset, int length) {
    if (Utf8.firstMalformed(bytes, offset, length) >= 0) {
      throw ValueError.insteadOf(bytes, offset, length, "JSON must be UTF-8");
    }
    if (!grammar.walk()) {
      throw ValueError.insteadOf(
          bytes,
          offset,
          length,
          "it is not one JSON value; the error is at byte " + (grammar.at() - offset));
    }
  }

  /**
   * Checks a text.
   *
   * @throws IllegalArgumentException if the text is not one JSON value
   */
  public static void check(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    new JsonSyntax(bytes, 0, bytes.length, Names.NONE::refuse);
  }

  /** Copies any JSON value; line breaks become spaces. */
  static void copy(byte[] bytes, int offset, int length, JsonWriter json) {
    JsonSyntax syntax = new JsonSyntax(bytes, offset, length, Names.NONE::refuse);
    syntax.copy(syntax.grammar.from(), syntax.grammar.to(), json);
  }

  /** Copies the members of a JSON object; their names must not be in {@code taken}. */
  public static void merge(byte[] bytes, int offset, int length, Names taken, JsonWriter json) {
    JsonSyntax syntax =
        new JsonSyntax(
            bytes, offset, length, (array, start, count) -> refuse(taken, array, start, count));
    if (bytes[syntax.grammar.from()] != '{') {
      throw ValueError.insteadOf(bytes, offset, length, "only a JSON object can be merged");
    }
    int from = syntax.grammar.from() + 1;
    int to = syntax.grammar.to() - 1;
    while (from < to && bytes[from] <= ' ') { // white space before a quote
      from++;
    }
    if (from < to) {
      syntax.copy(from, to, json);
    }
  }

  /**
   * Compares names without escapes, because Elasticsearch treats an escaped name as the same name.
   */
  private static void refuse(Names taken, byte[] bytes, int start, int count) {
    try {
      String name = JsonText.scalar(bytes, start - 1, count + 2).orElse("");
      byte[] utf8 = Utf8.encode(name);
      taken.refuse(utf8, 0, utf8.length);
    } catch (JsonFormException e) {
      throw new AssertionError("a name that was walked over", e);
    }
  }

  private void copy(int from, int to, JsonWriter json) {
    if (grammar.hasLineBreaks()) {
      json.rawOnOneLine(bytes, from, to - from);
    } else {
      json.raw(bytes, from, to - from);
    }
  }
}
