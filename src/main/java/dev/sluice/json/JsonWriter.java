package dev.sluice.json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * Writes JSON as UTF-8 on one line into a {@link ByteArray}. Commas are added automatically. The
 * caller is responsible for correct nesting, which is not checked. Not thread-safe.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class JsonWriter {

  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");

  private final ByteArray out;
  private boolean comma;

  /** Writes to the end of the given array. */
  public JsonWriter(ByteArray out) {
    this.out = out;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Discards a pending comma and starts a new JSON text. */
  public JsonWriter restart() {
    comma = false;
    return this;
  }

  /** The current position, for {@link #reset}. */
  public int mark() {
    return comma ? ~out.length() : out.length();
  }

  /** Discards everything written since the mark, including commas. */
  public void reset(int mark) {
    comma = mark < 0;
    out.truncate(mark < 0 ? ~mark : mark);
  }

  /** Whether anything was written since the mark. */
  public boolean isPast(int mark) {
    return out.length() > (mark < 0 ? ~mark : mark);
  }

  /** Opens an object. */
  public JsonWriter startObject() {
    return open('{');
  }

  /** Closes an object. */
  public JsonWriter endObject() {
    return close('}');
  }

  /** Opens an array. */
  public JsonWriter startArray() {
    return open('[');
  }

  /** Closes an array. */
  public JsonWriter endArray() {
    return close(']');
  }

  private JsonWriter open(char bracket) {
    separate();
    out.write(bracket);
    comma = false;
    return this;
  }

  private JsonWriter close(char bracket) {
    out.write(bracket);
    comma = true;
    return this;
  }

  private void separate() {
    if (comma) {
      out.write(',');
    }
    comma = true;
  }

  /** Writes the name of the next value. */
  public JsonWriter name(String name) {
    value(name);
    return colon();
  }

  /** Writes the name of the next value, given as well-formed UTF-8. */
  public JsonWriter name(byte[] utf8, int start, int count) {
    utf8(utf8, start, count);
    return colon();
  }

  private JsonWriter colon() {
    out.write(':');
    comma = false;
    return this;
  }

  /** Writes a string. An unpaired surrogate is written as an escape sequence. */
  public JsonWriter value(String text) {
    separate();
    out.ensure(text.length() + 2);
    out.write('"');
    for (int i = out.writePlain(text); i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if (c < 0x800) {
        out.write(0xC0 | (c >> 6));
        out.write(0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        out.write(0xE0 | (c >> 12));
        out.write(0x80 | ((c >> 6) & 0x3F));
        out.write(0x80 | (c & 0x3F));
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        supplementary(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        escape(c);
      }
    }
    out.write('"');
    return this;
  }

  private void supplementary(int point) {
    out.write(0xF0 | (point >> 18));
    out.write(0x80 | ((point >> 12) & 0x3F));
    out.write(0x80 | ((point >> 6) & 0x3F));
    out.write(0x80 | (point & 0x3F));
  }

  private void ascii(int c) {
    if (c == '"' || c == '\\') {
      out.write('\\');
      out.write(c);
    } else if (c >= 0x20) {
      out.write(c);
    } else {
      control(c);
    }
  }

  private void control(int c) {
    switch (c) {
      case '\n':
        out.write('\\');
        out.write('n');
        break;
      case '\r':
        out.write('\\');
        out.write('r');
        break;
      case '\t':
        out.write('\\');
        out.write('t');
        break;
      default:
        escape(c);
    }
  }

  private void escape(int c) {
    out.write('\\');
    out.write('u');
    out.write(HEX[(c >> 12) & 0xF]);
    out.write(HEX[(c >> 8) & 0xF]);
    out.write(HEX[(c >> 4) & 0xF]);
    out.write(HEX[c & 0xF]);
  }

  /**
   * Writes a string given as well-formed UTF-8, which is not checked; see {@link
   * dev.sluice.json.Utf8}.
   */
  public JsonWriter utf8(byte[] utf8, int start, int count) {
    separate();
    out.ensure(count + 2);
    out.write('"');
    SwarScanner eights = SwarScanner.of(utf8);
    int end = start + count;
    int run = start;
    for (int i = eights.skipText(run, end); i < end; i = eights.skipText(i + 1, end)) {
      byte b = utf8[i];
      if ((b < 0x20 && b >= 0) || b == '"' || b == '\\') {
        out.write(utf8, run, i - run);
        ascii(b);
        run = i + 1;
      }
    }
    out.write(utf8, run, end - run);
    out.write('"');
    return this;
  }

  /** Writes a whole number. */
  public JsonWriter value(long number) {
    separate();
    if (number < 0) {
      out.write('-');
      if (number == Long.MIN_VALUE) {
        out.write(ascii(Long.toString(number)), 1, 19);
        return this;
      }
    }
    digits(Math.abs(number));
    return this;
  }

  private void digits(long positive) {
    int count = 1;
    for (long rest = positive / 10; rest > 0; rest /= 10) {
      count++;
    }
    out.ensure(count);
    for (int i = 0; i < count; i++) {
      out.write('0');
    }
    byte[] bytes = out.array();
    long rest = positive;
    for (int i = out.length() - 1; i >= out.length() - count; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /**
   * Writes a floating-point number.
   *
   * @throws IllegalArgumentException for NaN and infinities, which JSON cannot represent
   */
  public JsonWriter value(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new IllegalArgumentException(number + " is not a JSON number");
    }
    return number(Double.toString(number));
  }

  /**
   * Writes a floating-point number with the fewest digits that identify it.
   *
   * @throws IllegalArgumentException for NaN and infinities, which JSON cannot represent
   */
  public JsonWriter value(float number) {
    if (Float.isNaN(number) || Float.isInfinite(number)) {
      throw new IllegalArgumentException(number + " is not a JSON number");
    }
    return number(Float.toString(number));
  }

  /** Writes a number given in JSON syntax. */
  public JsonWriter number(String json) {
    separate();
    out.write(ascii(json));
    return this;
  }

  /** Writes true or false. */
  public JsonWriter value(boolean bit) {
    separate();
    out.write(bit ? TRUE : FALSE);
    return this;
  }

  /** Writes null. */
  public JsonWriter nullValue() {
    separate();
    out.write(NULL);
    return this;
  }

  /** Writes a JSON value that is on one line. */
  public JsonWriter raw(byte[] json, int start, int count) {
    separate();
    out.write(json, start, count);
    return this;
  }

  /** Writes a JSON value that may contain line breaks, on one line. */
  public JsonWriter rawOnOneLine(byte[] json, int start, int count) {
    separate();
    OneLine.append(json, start, count, out);
    return this;
  }

  /** Writes a JSON value that is on one line. */
  public JsonWriter raw(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return raw(utf8, 0, utf8.length);
  }

  /**
   * Writes bytes as a base64 string with padding, the format of Elasticsearch's {@code binary}
   * fields.
   */
  public JsonWriter base64(byte[] bytes, int start, int count) {
    separate();
    out.write('"');
    ByteBuffer encoded = Base64.getEncoder().encode(ByteBuffer.wrap(bytes, start, count));
    out.write(encoded.array(), 0, encoded.limit());
    out.write('"');
    return this;
  }
}
