package dev.sluice.json;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * JSON from outside, as UTF-8 bytes: copied verbatim or searched for a field, never parsed into a
 * tree. It checks what a bulk request depends on: one object with complete brackets, strings and
 * escapes, on one line. It refuses comments, which Elasticsearch's parser accepts, because a
 * bracket or quote in a comment would be ambiguous. It does not check every literal; the server
 * rejects such a document individually. Extracted texts are decoded strictly, so that different
 * texts never become equal.
 */
public final class JsonText {

  /** The maximum nesting of objects and arrays, as in Elasticsearch's parser. */
  public static final int DEEPEST = 1_000;

  private static final byte[] NOTHING = {};
  private static final String ESCAPED = "\"\\/bfnrt";
  private static final String HEX = "0123456789abcdefABCDEF";

  private byte[] bytes;
  private SwarScanner eights;
  private int start;
  private int end;
  private int from;
  private int at;
  private long curlies;
  private long[] deepCurlies;
  private UnaryOperator<String> numbers = UnaryOperator.identity();
  private boolean nullMet;

  private JsonText(byte[] bytes, int start, int count) {
    begin(bytes, start, count);
  }

  private void begin(byte[] json, int from, int count) {
    if (json != bytes) {
      bytes = json;
      eights = SwarScanner.of(json);
    }
    start = from;
    end = from + count;
    at = from;
  }

  /**
   * Reads objects one after another without garbage, because they are often in the same array. Not
   * thread-safe.
   */
  public static final class Objects {

    private final JsonText text = new JsonText(NOTHING, 0, 0);

    /**
     * The same as {@link JsonText#copyObject}.
     *
     * @param deepest the nesting limit; lower for an object that will be nested in others
     */
    public void copy(byte[] json, int start, int count, int deepest, ByteArray out)
        throws JsonFormException {
      text.begin(json, start, count);
      text.copyTo(out, deepest);
    }

    /**
     * The same as {@link JsonText#checkObject}.
     *
     * @return whether a copy would be identical: on one line, without surrounding white space
     */
    public boolean check(byte[] json, int start, int count) throws JsonFormException {
      text.begin(json, start, count);
      boolean broken = text.readObject(DEEPEST);
      return !broken && text.from == text.start && text.at == text.end;
    }
  }

  /**
   * Appends one JSON object verbatim, except that CR and LF outside strings become spaces.
   * Surrounding white space is dropped.
   *
   * @throws JsonFormException if the bytes are not exactly one object; nothing is appended then
   */
  public static void copyObject(byte[] json, int start, int count, ByteArray out)
      throws JsonFormException {
    new JsonText(json, start, count).copyTo(out, DEEPEST);
  }

  private void copyTo(ByteArray out, int deepest) throws JsonFormException {
    boolean broken = readObject(deepest);
    if (broken) {
      OneLine.append(bytes, from, at - from, out);
    } else {
      out.write(bytes, from, at - from);
    }
  }

  /**
   * Checks that the bytes are exactly one JSON object, with surrounding white space.
   *
   * @throws JsonFormException if they are not
   */
  public static void checkObject(byte[] json, int start, int count) throws JsonFormException {
    new JsonText(json, start, count).readObject(DEEPEST);
  }

  /** Finds the object between {@code from} and {@code at}; returns whether it has line breaks. */
  private boolean readObject(int deepest) throws JsonFormException {
    skipBlanks();
    from = at;
    if (at == end || bytes[at] != '{') {
      throw wrong(at == end ? "no content" : "not a JSON object");
    }
    boolean broken = readBrackets(deepest);
    int behind = at;
    skipBlanks();
    if (at < end) {
      throw wrong("trailing data after the JSON object");
    }
    at = behind;
    return broken;
  }

  private boolean readBrackets(int deepest) throws JsonFormException {
    int depth = 0;
    boolean broken = false;
    while (at < end) {
      switch (bytes[at]) {
        case '"':
          skipString();
          continue;
        case '\r':
        case '\n':
          broken = true;
          break;
        case '{':
        case '[':
          if (++depth > deepest) {
            throw wrong("nested deeper than " + deepest + " levels");
          }
          mark(depth, bytes[at] == '{');
          break;
        case '}':
        case ']':
          if (isCurly(depth) != (bytes[at] == '}')) {
            throw wrong("mismatched closing bracket");
          }
          if (--depth == 0) {
            at++;
            return broken;
          }
          break;
        default:
          checkBetweenTokens(bytes[at]);
          break;
      }
      at++;
    }
    throw wrong("unterminated JSON object");
  }

  private void checkBetweenTokens(byte b) throws JsonFormException {
    if (b == '/') {
      throw wrong("comments are not allowed in JSON");
    }
    if (b >= 0 && b < ' ' && b != '\t') {
      throw wrong("control character outside a string");
    }
  }

  private void mark(int depth, boolean curly) {
    long bit = 1L << depth; // modulo 64
    if (depth < Long.SIZE) {
      curlies = curly ? curlies | bit : curlies & ~bit;
      return;
    }
    if (deepCurlies == null) {
      deepCurlies = new long[DEEPEST / Long.SIZE + 1];
    }
    int word = depth / Long.SIZE;
    deepCurlies[word] = curly ? deepCurlies[word] | bit : deepCurlies[word] & ~bit;
  }

  private boolean isCurly(int depth) {
    long word = depth < Long.SIZE ? curlies : deepCurlies[depth / Long.SIZE];
    return (word >>> depth & 1) != 0;
  }

  /** From an opening quote to after the closing one. */
  private void skipString() throws JsonFormException {
    int i = at + 1;
    while ((i = eights.skipText(i, end)) < end) {
      byte b = bytes[i];
      if (b == '"') {
        at = i + 1;
        return;
      }
      if (b >= 0 && b < 0x20) {
        at = i;
        throw wrong("unescaped line break or control character in a string");
      }
      i = b == '\\' ? behindEscape(i) : i + 1;
    }
    at = i;
    throw wrong("unterminated string");
  }

  /** From a backslash to after its escape sequence. */
  private int behindEscape(int backslash) throws JsonFormException {
    if (backslash + 1 == end) {
      return end;
    }
    if (bytes[backslash + 1] != 'u') {
      if (ESCAPED.indexOf(bytes[backslash + 1]) < 0) {
        at = backslash;
        throw wrong("invalid escape sequence");
      }
      return backslash + 2;
    }
    for (int i = backslash + 2; i < backslash + 6; i++) {
      if (i == end || HEX.indexOf(bytes[i]) < 0) {
        at = backslash;
        throw wrong("invalid \\u escape; four hexadecimal digits expected");
      }
    }
    return backslash + 6;
  }

  private void skipBlanks() {
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private JsonFormException wrong(String problem) {
    return new JsonFormException(problem, at - start);
  }

  /**
   * Finds a field of an object and returns its text.
   *
   * @param path the field name; dots step into objects, and a name with dots is also found
   * @return the text of a string, number or boolean; empty if the field is missing, null, an object
   *     or an array
   * @throws JsonFormException if the bytes up to the field are not an object
   */
  public static Optional<String> field(byte[] json, int start, int count, String path)
      throws JsonFormException {
    return field(json, start, count, path, UnaryOperator.identity());
  }

  /** The same with a function that formats numbers. */
  public static Optional<String> field(
      byte[] json, int start, int count, String path, UnaryOperator<String> numbers)
      throws JsonFormException {
    JsonText text = new JsonText(json, start, count);
    text.numbers = numbers;
    return text.findFirst(path);
  }

  /**
   * Whether an object has this field with null, and no other field of the name with a text.
   *
   * @throws JsonFormException if the bytes up to the field are not an object
   */
  public static boolean isNull(byte[] json, int start, int count, String path)
      throws JsonFormException {
    JsonText text = new JsonText(json, start, count);
    return !text.findFirst(path).isPresent() && text.nullMet;
  }

  private Optional<String> findFirst(String path) throws JsonFormException {
    skipBlanks();
    if (at == end || bytes[at] != '{') {
      throw wrong("not a JSON object");
    }
    return find(path);
  }

  /** Receives one member of an object: its name, and the position of its value in the bytes. */
  public interface Member {
    /** Receives a member. */
    void at(String name, int start, int count) throws JsonFormException;
  }

  /**
   * Visits the members of exactly one object, in order.
   *
   * @throws JsonFormException if the bytes are not exactly one object
   */
  public static void members(byte[] json, int start, int count, Member member)
      throws JsonFormException {
    new JsonText(json, start, count).readObject(DEEPEST + 1); // one level around a document
    JsonText text = new JsonText(json, start, count);
    text.skipBlanks();
    text.at++;
    text.skipBlanks();
    while (json[text.at] != '}') {
      String name = text.name();
      int from = text.at;
      text.skipValue();
      member.at(name, from, text.at - from);
      text.skipComma();
    }
  }

  /** The text of a string, number or boolean; empty for null, an object or an array. */
  public static Optional<String> scalar(byte[] json, int start, int count)
      throws JsonFormException {
    return new JsonText(json, start, count).scalar();
  }

  /** From before a name to before its value. */
  private String name() throws JsonFormException {
    String name = string();
    skipBlanks();
    if (at == end || bytes[at] != ':') {
      throw wrong("name without a value");
    }
    at++;
    skipBlanks();
    return name;
  }

  private void skipComma() {
    skipBlanks();
    if (at < end && bytes[at] == ',') {
      at++;
      skipBlanks();
    }
  }

  /**
   * Searches the object that starts here; the position is after the object unless the field was
   * found.
   */
  private Optional<String> find(String path) throws JsonFormException {
    at++;
    skipBlanks();
    while (at < end && bytes[at] != '}') {
      String name = name();
      Optional<String> found = Optional.empty();
      if (name.equals(path)) {
        found = scalar();
      } else if (DottedPath.leadsThrough(path, name) && at < end && bytes[at] == '{') {
        found = find(DottedPath.behind(path, name));
      } else {
        skipValue();
      }
      if (found.isPresent()) {
        return found;
      }
      skipComma();
    }
    if (at == end) {
      throw wrong("unterminated JSON object");
    }
    at++;
    return Optional.empty();
  }

  private Optional<String> scalar() throws JsonFormException {
    if (at == end || bytes[at] == '{' || bytes[at] == '[') {
      skipValue();
      return Optional.empty();
    }
    if (bytes[at] == '"') {
      return Optional.of(string());
    }
    int from = at;
    skipValue();
    if (!JsonGrammar.isValue(bytes, from, at - from)) {
      at = from;
      throw wrong("invalid JSON value");
    }
    String literal = new String(bytes, from, at - from, StandardCharsets.US_ASCII);
    if (literal.equals("null")) {
      nullMet = true;
      return Optional.empty();
    }
    return Optional.of(literal.charAt(0) > '9' ? literal : numbers.apply(literal));
  }

  private void skipValue() throws JsonFormException {
    int depth = 0;
    while (at < end) {
      byte b = bytes[at];
      if (b == '"') {
        skipString();
        if (depth == 0) {
          return;
        }
        continue;
      }
      if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        if (depth == 0) {
          return;
        }
        depth--;
        if (depth == 0) {
          at++;
          return;
        }
      } else if (depth == 0 && (b == ',' || isBlank(b))) {
        return;
      }
      at++;
    }
  }

  private String string() throws JsonFormException {
    if (at == end || bytes[at] != '"') {
      throw wrong("missing name");
    }
    int from = at + 1;
    skipString();
    Optional<String> raw = Utf8.decode(bytes, from, at - 1 - from);
    if (!raw.isPresent()) {
      at = Utf8.firstMalformed(bytes, from, at - 1 - from);
      throw wrong("invalid UTF-8");
    }
    return raw.get().indexOf('\\') < 0 ? raw.get() : Escapes.undone(raw.get());
  }
}
