package dev.sluice.verify;

import dev.sluice.json.ByteArray;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes JSON numbers as digits and a power of ten, without zeros at either end, so that numbers of
 * the same exact value have the same form: {@code 1.50}, {@code 15e-1} and {@code 150E-2} all
 * become {@code 15E-1}. No number is rounded, and none is expanded, whatever its exponent. Anything
 * else, such as {@code true} or a number with more than 18 digits of exponent, is its own form.
 */
final class CanonicalNumber {

  private static final Pattern NUMBER =
      Pattern.compile("(-?)(0|[1-9][0-9]*)(?:\\.([0-9]+))?(?:[eE]([+-]?)0*([0-9]{1,18}))?");

  private final ByteArray out;

  CanonicalNumber(ByteArray out) {
    this.out = out;
  }

  void write(byte[] json, int from, int to) {
    byte first = json[from];
    if (first == 't' || first == 'f' || first == 'n' || isPlain(json, from, to)) {
      out.write(json, from, to - from);
      return;
    }
    String text = new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    Matcher number = NUMBER.matcher(text);
    out.write((number.matches() ? form(number) : text).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A whole number without zeros at its end is in its form already. */
  private static boolean isPlain(byte[] json, int from, int to) {
    int at = json[from] == '-' ? from + 1 : from;
    if (at == to || json[at] == '0' || json[to - 1] == '0') {
      return false;
    }
    while (at < to && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    return at == to;
  }

  private static String form(Matcher number) {
    String fraction = number.group(3) == null ? "" : number.group(3);
    String digits = number.group(2) + fraction;
    int from = 0;
    while (from < digits.length() && digits.charAt(from) == '0') {
      from++;
    }
    int to = digits.length();
    while (to > from && digits.charAt(to - 1) == '0') {
      to--;
    }
    if (from == to) {
      return "0";
    }
    long exponent = exponent(number) - fraction.length() + (digits.length() - to);
    String power = exponent == 0 ? "" : "E" + exponent;
    return number.group(1) + digits.substring(from, to) + power;
  }

  private static long exponent(Matcher number) {
    if (number.group(5) == null) {
      return 0;
    }
    long power = Long.parseLong(number.group(5));
    return number.group(4).equals("-") ? -power : power;
  }
}
