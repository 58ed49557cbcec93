package dev.sluice.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A streaming JSON scanner over UTF-8 bytes that does not decode what it skips. It checks the
 * structure (brackets, commas, quotes) but not literals, because the input was written by a server.
 * Not thread-safe.
 */
public final class JsonScan {

  /** The maximum nesting of a document and of the reply around it. */
  private static final int DEEPEST = JsonText.DEEPEST + 10;

  /** A whole number with fewer digits fits in a long. */
  private static final int LONGEST = 19;

  private final byte[] bytes;
  private final SwarScanner eights;
  private final int end;
  private int at;
  private boolean first;
  private int from;
  private int to;
  private boolean escaped;
  private boolean[] brackets;

  /** Starts before the first byte. */
  public JsonScan(byte[] bytes, int start, int count) {
    this.bytes = bytes;
    this.eights = SwarScanner.of(bytes);
    this.at = start;
    this.end = start + count;
  }

  /** The position. */
  public int at() {
    return at;
  }

  /** The next byte that is not white space, without consuming it. */
  public byte peek() throws IOException {
    while (at < end) {
      byte next = bytes[at];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next;
      }
      at++;
    }
    throw wrong("unexpected end");
  }

  private void take(char wanted) throws IOException {
    if (peek() != wanted) {
      throw wrong("expected '" + wanted + "' at byte " + at);
    }
    at++;
  }

  /** Enters an object or array. */
  public void enter(char bracket) throws IOException {
    take(bracket);
    first = true;
  }

  /**
   * Moves to the next member of the current object or array, or leaves it.
   *
   * @param bracket the closing bracket
   * @return whether there is a member; its name or value is next
   */
  public boolean more(char bracket) throws IOException {
    boolean wasFirst = first;
    first = false;
    if (peek() == bracket) {
      at++;
      return false;
    }
    if (!wasFirst) {
      take(',');
    }
    return true;
  }

  /** Reads a name and its colon; the name is between {@link #from} and {@link #to}. */
  public void name() throws IOException {
    string();
    int nameFrom = from;
    int nameTo = to;
    take(':');
    from = nameFrom;
    to = nameTo;
  }

  /** Whether the last text is this one. */
  public boolean is(String text) throws IOException {
    if (escaped) {
      return text().equals(text);
    }
    if (to - from != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Reads a string; its content is between {@link #from} and {@link #to}. */
  public void string() throws IOException {
    take('"');
    from = at;
    escaped = false;
    while ((at = eights.skipText(at, end)) < end) {
      byte next = bytes[at++];
      if (next == '"') {
        to = at - 1;
        return;
      }
      if (next == '\\') {
        escaped = true;
        at++;
      }
    }
    throw wrong("unterminated string");
  }

  /** Reads any value; it is between {@link #from} and {@link #to}, including quotes. */
  public void value() throws IOException {
    byte next = peek();
    int start = at;
    if (next == '"') {
      string();
    } else if (next == '{' || next == '[') {
      nested();
    } else {
      literal();
    }
    from = start;
    to = at;
  }

  /** Reads any value; the text of a string, number or boolean, otherwise empty. */
  public Optional<String> scalar() throws IOException {
    byte next = peek();
    if (next == '"') {
      string();
      return Optional.of(text());
    }
    value();
    return next == '{' || next == '[' || next == 'n'
        ? Optional.empty()
        : Optional.of(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
  }

  private void literal() throws IOException {
    int start = at;
    while (at < end && isLiteral(bytes[at])) {
      at++;
    }
    if (at == start) {
      throw wrong("expected a value at byte " + at);
    }
  }

  private static boolean isLiteral(byte next) {
    return (next >= '0' && next <= '9')
        || (next >= 'a' && next <= 'z')
        || (next >= 'A' && next <= 'Z')
        || next == '-'
        || next == '+'
        || next == '.';
  }

  private void nested() throws IOException {
    if (brackets == null) {
      brackets = new boolean[DEEPEST];
    }
    int depth = 0;
    while (at < end) {
      byte next = bytes[at];
      if (next == '"') {
        string();
        continue;
      }
      at++;
      if (next == '{' || next == '[') {
        if (depth == DEEPEST) {
          throw wrong("nested deeper than " + DEEPEST + " levels");
        }
        brackets[depth++] = next == '{';
      } else if (next == '}' || next == ']') {
        if (brackets[--depth] != (next == '}')) {
          throw wrong("mismatched closing bracket at byte " + (at - 1));
        }
        if (depth == 0) {
          return;
        }
      }
    }
    throw wrong("unexpected end");
  }

  /** The start of the last token. */
  public int from() {
    return from;
  }

  /** The end of the last token, exclusive. */
  public int to() {
    return to;
  }

  /** Whether the last string has escapes. */
  public boolean isEscaped() {
    return escaped;
  }

  /**
   * The text of the last string or name.
   *
   * @throws IOException if it is not UTF-8; lenient decoding could make two names or ids equal
   */
  public String text() throws IOException {
    Optional<String> raw = Utf8.decode(bytes, from, to - from);
    if (!raw.isPresent()) {
      throw wrong("invalid UTF-8 at byte " + from);
    }
    return escaped ? Escapes.undone(raw.get()) : raw.get();
  }

  /** The last value as a whole number, as the server wrote it. */
  public long number() throws IOException {
    int digits = bytes[from] == '-' ? from + 1 : from;
    if (to - digits >= LONGEST || digits == to) {
      return anyNumber();
    }
    long number = 0;
    for (int i = digits; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return anyNumber();
      }
      number = number * 10 + digit;
    }
    return digits == from ? number : -number;
  }

  /** The slow path: for more digits than always fit, and for what is no number. */
  private long anyNumber() throws IOException {
    try {
      return Long.parseLong(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      throw new IOException("the reply has an invalid whole number", e);
    }
  }

  /** Checks that nothing follows. */
  public void end() throws IOException {
    while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    if (at < end) {
      throw wrong("trailing data");
    }
  }

  private IOException wrong(String what) {
    return new IOException("JSON of " + end + " bytes is truncated or invalid: " + what);
  }
}
