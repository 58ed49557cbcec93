package dev.sluice.verify;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonText;
import java.io.IOException;

/**
 * Writes a JSON document in a canonical form, so that two documents with the same content have the
 * same bytes. The order of members, blanks and the spelling of strings and numbers do not count:
 * members are sorted by name, escapes are decoded, and a number becomes its exact decimal value. An
 * object in which a name occurs twice has no agreed content, so its own bytes are its form. Not
 * thread-safe.
 */
final class CanonicalJson {

  /** Begins the form of an object with duplicate names; no other form begins with it. */
  private static final byte VERBATIM = 1;

  private final ByteArray form = new ByteArray(1024);
  private final CanonicalText texts = new CanonicalText(form);
  private final CanonicalNumber numbers = new CanonicalNumber(form);
  private byte[] scratch = new byte[1024];
  private byte[] json;
  private JsonScan scan;

  /**
   * The canonical form, valid until the next call.
   *
   * @throws IOException if the bytes are not one JSON value
   */
  ByteArray of(byte[] bytes, int start, int count) throws IOException {
    json = bytes;
    scan = new JsonScan(bytes, start, count);
    form.truncate(0);
    value(0);
    scan.end();
    return form;
  }

  private void value(int depth) throws IOException {
    byte next = scan.peek();
    if (next == '{') {
      object(nested(depth));
    } else if (next == '[') {
      array(nested(depth));
    } else if (next == '"') {
      scan.string();
      texts.write(json, scan.from(), scan.to(), scan.isEscaped());
    } else {
      scan.value();
      numbers.write(json, scan.from(), scan.to());
    }
  }

  private static int nested(int depth) throws IOException {
    if (depth == JsonText.DEEPEST) {
      throw new IOException("nested deeper than " + JsonText.DEEPEST + " levels");
    }
    return depth + 1;
  }

  private void array(int depth) throws IOException {
    scan.enter('[');
    form.write('[');
    while (scan.more(']')) {
      value(depth);
      form.write(',');
    }
    form.write(']');
  }

  private void object(int depth) throws IOException {
    int start = scan.at();
    int at = form.length();
    form.write('{');
    CanonicalMembers members = new CanonicalMembers();
    scan.enter('{');
    while (scan.more('}')) {
      int from = form.length();
      scan.name();
      texts.write(json, scan.from(), scan.to(), scan.isEscaped());
      int named = form.length();
      form.write(':');
      value(depth);
      form.write(',');
      members.add(from, named, form.length());
    }
    if (members.sort(form.array())) {
      arrange(members);
      form.write('}');
    } else {
      form.truncate(at);
      form.write(VERBATIM);
      form.write(json, start, scan.at() - start);
    }
  }

  /** Puts the members of the last object in their order. */
  private void arrange(CanonicalMembers members) {
    if (members.wereSorted()) {
      return;
    }
    int from = members.start();
    int length = form.length() - from;
    if (scratch.length < length) {
      scratch = new byte[Math.max(length, 2 * scratch.length)];
    }
    System.arraycopy(form.array(), from, scratch, 0, length);
    form.truncate(from);
    members.forEach((start, end) -> form.write(scratch, start - from, end - start));
  }
}
