package dev.sluice.hbase.types;

import dev.sluice.json.JsonWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Converts numbers and booleans stored as text. */
final class TextTypes {

  /**
   * Java's own parsers also accept "NaN", "1d" and hexadecimal forms, which are not wanted here.
   */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");

  /** Longer than any meaningful number, and short enough to parse safely. */
  private static final int LONGEST = 1_000;

  private TextTypes() {}

  static ColumnType whole(String type, long least, long most) {
    String wish = "a text:" + type + " must be a whole number from " + least + " to " + most;
    return (bytes, offset, length, json) ->
        json.value(parse(bytes, offset, length, least, most, wish));
  }

  static long toLong(byte[] bytes, int offset, int length) {
    String wish = "a text:long must be a 64-bit whole number";
    return parse(bytes, offset, length, Long.MIN_VALUE, Long.MAX_VALUE, wish);
  }

  /** Accumulates negative numbers, because their range is larger by one. */
  private static long parse(
      byte[] bytes, int offset, int length, long least, long most, String wish) {
    boolean signed = length > 0 && (bytes[offset] == '-' || bytes[offset] == '+');
    boolean negative = signed && bytes[offset] == '-';
    int first = signed ? offset + 1 : offset;
    int end = offset + length;
    long number = 0;
    boolean fits = first < end;
    for (int i = first; i < end && fits; i++) {
      int digit = bytes[i] - '0';
      fits = digit >= 0 && digit <= 9 && number >= (Long.MIN_VALUE + digit) / 10;
      number = number * 10 - digit;
    }
    if (!negative) {
      fits = fits && number != Long.MIN_VALUE;
      number = -number;
    }
    if (!fits || number < least || number > most) {
      throw ValueError.insteadOf(bytes, offset, length, wish);
    }
    return number;
  }

  static void float32(byte[] bytes, int offset, int length, JsonWriter json) {
    float number = Float.parseFloat(number("text:float", bytes, offset, length));
    BinaryTypes.finite(number);
    json.value(number);
  }

  static void float64(byte[] bytes, int offset, int length, JsonWriter json) {
    double number = Double.parseDouble(number("text:double", bytes, offset, length));
    BinaryTypes.finite(number);
    json.value(number);
  }

  static void decimal(byte[] bytes, int offset, int length, JsonWriter json) {
    json.number(new BigDecimal(number("text:decimal", bytes, offset, length)).toString());
  }

  private static String number(String type, byte[] bytes, int offset, int length) {
    if (length <= LONGEST) {
      String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
      if (NUMBER.matcher(text).matches()) {
        return text;
      }
    }
    throw ValueError.insteadOf(
        bytes, offset, length, "a " + type + " must be a number such as -1.5 or 2e3");
  }

  static void bool(byte[] bytes, int offset, int length, JsonWriter json) {
    String text = new String(bytes, offset, Math.min(length, 6), StandardCharsets.ISO_8859_1);
    if (text.equalsIgnoreCase("true") || text.equals("1")) {
      json.value(true);
    } else if (text.equalsIgnoreCase("false") || text.equals("0")) {
      json.value(false);
    } else {
      throw ValueError.insteadOf(bytes, offset, length, "a text:bool must be true, false, 1 or 0");
    }
  }
}
