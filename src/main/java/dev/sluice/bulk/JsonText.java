package dev.sluice.bulk;

import dev.sluice.flow.EightBytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON that came from outside, as UTF-8 bytes: copied verbatim, or searched for one field, never
 * parsed into a tree. What is checked is the form that a bulk request depends on (one object, its
 * brackets and strings closed, on one line); whether every literal inside is well-formed is left to
 * the server, which rejects such a document alone.
 */
public final class JsonText {

  /** The nesting that Elasticsearch's own parser allows. */
  private static final int DEEPEST = 1_000;

  private final byte[] bytes;
  private final EightBytes eights;
  private final int start;
  private final int end;
  private int from;
  private int at;

  private JsonText(byte[] bytes, int start, int count) {
    this.bytes = bytes;
    this.eights = EightBytes.of(bytes);
    this.start = start;
    this.end = start + count;
    this.at = start;
  }

  /**
   * Appends one JSON object as it stands, except that a CR or LF outside strings becomes a blank.
   * Blanks around the object are left out.
   *
   * @throws JsonFormException if the bytes are not exactly one object; nothing is appended then
   */
  public static void copyObject(byte[] json, int start, int count, ByteArray out)
      throws JsonFormException {
    JsonText text = new JsonText(json, start, count);
    boolean broken = text.readObject();
    int to = out.length();
    out.write(json, text.from, text.at - text.from);
    if (broken) {
      blankLineBreaks(out.array(), to, out.length());
    }
  }

  /**
   * Checks that the bytes are exactly one JSON object, blanks around it apart.
   *
   * @throws JsonFormException if they are not
   */
  public static void checkObject(byte[] json, int start, int count) throws JsonFormException {
    new JsonText(json, start, count).readObject();
  }

  /** No line break can be inside a string here, so that each is between tokens. */
  private static void blankLineBreaks(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\r' || bytes[i] == '\n') {
        bytes[i] = ' ';
      }
    }
  }

  /** Leaves the object between {@code from} and {@code at}; tells whether it has line breaks. */
  private boolean readObject() throws JsonFormException {
    skipBlanks();
    from = at;
    if (at == end || bytes[at] != '{') {
      throw wrong(at == end ? "nothing" : "not a JSON object");
    }
    boolean broken = readBrackets();
    int behind = at;
    skipBlanks();
    if (at < end) {
      throw wrong("more after the end of the JSON object");
    }
    at = behind;
    return broken;
  }

  private boolean readBrackets() throws JsonFormException {
    long[] brackets = new long[DEEPEST / Long.SIZE + 1];
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
          if (++depth > DEEPEST) {
            throw wrong("nested deeper than " + DEEPEST + " levels");
          }
          mark(brackets, depth, bytes[at] == '{');
          break;
        case '}':
        case ']':
          if (marked(brackets, depth) != (bytes[at] == '}')) {
            throw wrong("a closing bracket of the wrong kind");
          }
          if (--depth == 0) {
            at++;
            return broken;
          }
          break;
        default:
          break;
      }
      at++;
    }
    throw wrong("the JSON object is not closed");
  }

  private static void mark(long[] brackets, int depth, boolean curly) {
    long bit = 1L << (depth & 63);
    if (curly) {
      brackets[depth >> 6] |= bit;
    } else {
      brackets[depth >> 6] &= ~bit;
    }
  }

  private static boolean marked(long[] brackets, int depth) {
    return (brackets[depth >> 6] & (1L << (depth & 63))) != 0;
  }

  /** From an opening quote to behind the closing one. */
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
        throw wrong("a line break or control character inside a string");
      }
      i += b == '\\' ? 2 : 1;
    }
    at = Math.min(i, end);
    throw wrong("a string is not closed");
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
   * Finds a field of an object and gives its text.
   *
   * @param path the field's name; dots step into objects, and a name with dots is found too
   * @return the text of a string, number or boolean; empty if the field is missing, null, an object
   *     or an array
   * @throws JsonFormException if the bytes up to the field are not an object
   */
  public static Optional<String> field(byte[] json, int start, int count, String path)
      throws JsonFormException {
    JsonText text = new JsonText(json, start, count);
    text.skipBlanks();
    if (text.at == text.end || json[text.at] != '{') {
      throw text.wrong("not a JSON object");
    }
    return text.find(path);
  }

  /** Takes one member of an object: its name, and where its value stands in the bytes. */
  public interface Member {
    /** Takes it. */
    void at(String name, int start, int count) throws JsonFormException;
  }

  /**
   * Walks the members of exactly one object, in their order.
   *
   * @throws JsonFormException if the bytes are not that
   */
  public static void members(byte[] json, int start, int count, Member member)
      throws JsonFormException {
    checkObject(json, start, count);
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
      throw wrong("a name without a value");
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

  /** Walks the object that begins here; afterwards the place is behind it unless it was found. */
  private Optional<String> find(String path) throws JsonFormException {
    at++;
    skipBlanks();
    while (at < end && bytes[at] != '}') {
      String name = name();
      if (name.equals(path)) {
        return scalar();
      }
      boolean inside = path.startsWith(name) && path.startsWith(".", name.length());
      if (inside && at < end && bytes[at] == '{') {
        Optional<String> found = find(path.substring(name.length() + 1));
        if (found.isPresent()) {
          return found;
        }
      } else {
        skipValue();
      }
      skipComma();
    }
    if (at == end) {
      throw wrong("the JSON object is not closed");
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
    String literal = new String(bytes, from, at - from, StandardCharsets.UTF_8);
    return literal.equals("null") ? Optional.empty() : Optional.of(literal);
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
      throw wrong("a name is missing");
    }
    int from = at + 1;
    skipString();
    String raw = new String(bytes, from, at - 1 - from, StandardCharsets.UTF_8);
    return raw.indexOf('\\') < 0 ? raw : unescape(raw);
  }

  private String unescape(String raw) throws JsonFormException {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      c = raw.charAt(++i);
      if (c == 'u') {
        text.append(codeUnit(raw, i + 1));
        i += 4;
      } else {
        int known = "bfnrt".indexOf(c);
        text.append(known < 0 ? c : "\b\f\n\r\t".charAt(known));
      }
    }
    return text.toString();
  }

  private char codeUnit(String raw, int from) throws JsonFormException {
    try {
      return (char) Integer.parseInt(raw.substring(from, from + 4), 16);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw wrong("an escape that is not four hexadecimal digits");
    }
  }
}
