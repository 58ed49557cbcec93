package dev.sluice.hbase.types;

import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonGrammar;
import dev.sluice.json.JsonText;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * Checks bytes to be exactly one JSON value, to the letter of RFC 8259, so that a column taken
 * verbatim cannot break the document around it.
 */
public final class JsonSyntax {

  /** Less than that of a document: a column is put into objects that the mapping names. */
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
   * Checks text.
   *
   * @throws IllegalArgumentException if it is not one JSON value
   */
  public static void check(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    new JsonSyntax(bytes, 0, bytes.length, Names.NONE::refuse);
  }

  /** Copies any JSON value; a line break becomes a blank. */
  static void copy(byte[] bytes, int offset, int length, JsonWriter json) {
    JsonSyntax syntax = new JsonSyntax(bytes, offset, length, Names.NONE::refuse);
    syntax.copy(syntax.grammar.from(), syntax.grammar.to(), json);
  }

  /** Copies what is inside a JSON object, none of whose names may be among those taken. */
  public static void merge(byte[] bytes, int offset, int length, Names taken, JsonWriter json) {
    JsonSyntax syntax =
        new JsonSyntax(
            bytes, offset, length, (array, start, count) -> refuse(taken, array, start, count));
    if (bytes[syntax.grammar.from()] != '{') {
      throw ValueError.insteadOf(bytes, offset, length, "only a JSON object can be merged");
    }
    int from = syntax.grammar.from() + 1;
    int to = syntax.grammar.to() - 1;
    while (from < to && bytes[from] <= ' ') { // blanks, before a quote
      from++;
    }
    if (from < to) {
      syntax.copy(from, to, json);
    }
  }

  /** A name may be spelled with escapes, and is the same name to Elasticsearch. */
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
