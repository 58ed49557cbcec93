package dev.sluice.hbase;

import dev.sluice.bulk.JsonWriter;
import dev.sluice.bulk.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Checks bytes to be exactly one JSON value, to the letter of RFC 8259, so that a column taken
 * verbatim cannot break the document around it.
 */
final class JsonSyntax {

  /** Leaves Elasticsearch's own limit of 1,000 levels some room for the document around. */
  private static final int DEEPEST = 900;

  private final byte[] bytes;
  private final int end;
  private final Names taken;
  private int start;
  private int at;
  private boolean broken;

  private JsonSyntax(byte[] bytes, int offset, int length, Names taken) {
    this.bytes = bytes;
    this.end = offset + length;
    this.taken = taken;
    this.at = offset;
  }

  /**
   * Checks text.
   *
   * @throws IllegalArgumentException if it is not one JSON value
   */
  static void check(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    new JsonSyntax(bytes, 0, bytes.length, Names.NONE).check(0, bytes.length);
  }

  /** Copies any JSON value; a line break becomes a blank. */
  static void copy(byte[] bytes, int offset, int length, JsonWriter json) {
    JsonSyntax syntax = new JsonSyntax(bytes, offset, length, Names.NONE);
    syntax.check(offset, length);
    syntax.copy(syntax.start, syntax.at, json);
  }

  /** Copies what is inside a JSON object, none of whose names may be among those taken. */
  static void merge(byte[] bytes, int offset, int length, Names taken, JsonWriter json) {
    JsonSyntax syntax = new JsonSyntax(bytes, offset, length, taken);
    syntax.check(offset, length);
    if (bytes[syntax.start] != '{') {
      throw Found.insteadOf(bytes, offset, length, "only a JSON object can be merged");
    }
    int from = syntax.start + 1;
    int to = syntax.at - 1;
    while (from < to && isBlank(bytes[from])) {
      from++;
    }
    if (from < to) {
      syntax.copy(from, to, json);
    }
  }

  private void copy(int from, int to, JsonWriter json) {
    if (!broken) {
      json.raw(bytes, from, to - from);
      return;
    }
    byte[] line = Arrays.copyOfRange(bytes, from, to);
    for (int i = 0; i < line.length; i++) {
      // No line break is inside a string here, so each stands between tokens.
      line[i] = line[i] == '\n' || line[i] == '\r' ? (byte) ' ' : line[i];
    }
    json.raw(line, 0, line.length);
  }

  private void check(int offset, int length) {
    if (Utf8.firstMalformed(bytes, offset, length) >= 0) {
      throw Found.insteadOf(bytes, offset, length, "JSON is UTF-8");
    }
    blanks();
    start = at;
    int behind = 0;
    boolean one = value(0);
    if (one) {
      behind = at;
      blanks();
      one = at == end;
    }
    if (!one) {
      throw Found.insteadOf(
          bytes, offset, length, "it is not one JSON value; see byte " + (at - offset));
    }
    at = behind;
  }

  private boolean value(int depth) {
    if (at == end || depth > DEEPEST) {
      return false;
    }
    switch (bytes[at]) {
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case '"':
        return string();
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        return number();
    }
  }

  private boolean object(int depth) {
    at++;
    blanks();
    if (take('}')) {
      return true;
    }
    do {
      blanks();
      int name = at + 1;
      if (at == end || bytes[at] != '"' || !string()) {
        return false;
      }
      if (depth == 0) {
        taken.refuse(bytes, name, at - 1 - name);
      }
      blanks();
      if (!take(':')) {
        return false;
      }
      blanks();
      if (!value(depth + 1)) {
        return false;
      }
      blanks();
    } while (take(','));
    return take('}');
  }

  private boolean array(int depth) {
    at++;
    blanks();
    if (take(']')) {
      return true;
    }
    do {
      blanks();
      if (!value(depth + 1)) {
        return false;
      }
      blanks();
    } while (take(','));
    return take(']');
  }

  private boolean string() {
    at++;
    while (at < end && (bytes[at] < 0 || bytes[at] >= 0x20)) {
      if (bytes[at] == '"') {
        at++;
        return true;
      }
      if (bytes[at] == '\\' && !escape()) {
        return false;
      }
      at++;
    }
    return false;
  }

  /** Leaves the place at the last character of the escape. */
  private boolean escape() {
    at++;
    if (at == end) {
      return false;
    }
    if (bytes[at] != 'u') {
      return "\"\\/bfnrt".indexOf(bytes[at]) >= 0;
    }
    for (int i = 0; i < 4; i++) {
      at++;
      if (at == end || Character.digit(bytes[at], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!take(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean number() {
    take('-');
    if (!take('0') && !digits()) {
      return false;
    }
    if (take('.') && !digits()) {
      return false;
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      return digits();
    }
    return true;
  }

  private boolean digits() {
    int from = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at > from;
  }

  private boolean take(char c) {
    boolean there = at < end && bytes[at] == c;
    at += there ? 1 : 0;
    return there;
  }

  private void blanks() {
    while (at < end && isBlank(bytes[at])) {
      broken |= bytes[at] == '\n' || bytes[at] == '\r';
      at++;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }
}
