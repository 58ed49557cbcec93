package dev.sluice.json;

/**
 * Validates exactly one JSON value by RFC 8259, with surrounding white space. Stricter and slower
 * than {@link JsonText}; used for bytes that become part of another JSON text. Do not reuse.
 */
public final class JsonGrammar {

  /** Receives the names of the outermost object, without quotes. */
  public interface Names {
    /** Receives a name, with its escapes. */
    void at(byte[] bytes, int start, int count);
  }

  private static final Names UNHEARD = (bytes, start, count) -> {};

  private final byte[] bytes;
  private final int end;
  private final int deepest;
  private final Names names;
  private int at;
  private int from;
  private int to;
  private boolean broken;

  /**
   * Creates a validator.
   *
   * @param deepest the maximum nesting of objects and arrays
   */
  public JsonGrammar(byte[] bytes, int start, int count, int deepest, Names names) {
    this.bytes = bytes;
    this.end = start + count;
    this.deepest = deepest;
    this.names = names;
    this.at = start;
  }

  /** Whether the bytes are one JSON value in UTF-8. */
  static boolean isValue(byte[] bytes, int start, int count) {
    return Utf8.firstMalformed(bytes, start, count) < 0
        && new JsonGrammar(bytes, start, count, JsonText.DEEPEST, UNHEARD).walk();
  }

  /** Whether the bytes are one JSON object in UTF-8. */
  public static boolean isObject(byte[] bytes, int start, int count) {
    if (Utf8.firstMalformed(bytes, start, count) >= 0) {
      return false;
    }
    JsonGrammar grammar = new JsonGrammar(bytes, start, count, JsonText.DEEPEST, UNHEARD);
    return grammar.walk() && bytes[grammar.from] == '{';
  }

  /** Reads to the end or to the first error; does not check that the bytes are UTF-8. */
  public boolean walk() {
    blanks();
    from = at;
    if (!value(0)) {
      return false;
    }
    to = at;
    blanks();
    return at == end;
  }

  /** The position: the first invalid byte, or the end. */
  public int at() {
    return at;
  }

  /** The start of the value. */
  public int from() {
    return from;
  }

  /** The end of the value, exclusive. */
  public int to() {
    return to;
  }

  /** Whether there are line breaks between tokens. */
  public boolean hasLineBreaks() {
    return broken;
  }

  private boolean value(int depth) {
    if (at == end) {
      return false;
    }
    switch (bytes[at]) {
      case '{':
        return depth < deepest && object(depth);
      case '[':
        return depth < deepest && array(depth);
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
        names.at(bytes, name, at - 1 - name);
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

  /** Leaves the position at the last character of the escape. */
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
