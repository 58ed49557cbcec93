package dev.sluice.mapreduce.encode;

import java.math.BigDecimal;

/** How a JSON number is formatted in ids, routing values and index names. */
public enum NumberText {
  /** As written. */
  WRITTEN,
  /** Whole numbers as written, others in the format of {@code Double.toString}. */
  DOUBLE;

  /** More digits than Elasticsearch accepts, and few enough to compute with. */
  private static final int LONGEST = 1_000;

  /**
   * Formats a number.
   *
   * @throws IllegalArgumentException if another number would have the same text
   */
  String of(String number) {
    if (this == WRITTEN) {
      return number;
    }
    if (isWhole(number)) {
      return number.equals("-0") ? "0" : number;
    }
    double value = number.length() > LONGEST ? Double.NaN : Double.parseDouble(number);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw tooLong(number);
    }
    String text = Double.toString(value);
    if (!isSame(text, number)) {
      throw tooLong(number);
    }
    return text;
  }

  private static boolean isWhole(String number) {
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if ((c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(String text, String number) {
    try {
      return new BigDecimal(text).compareTo(new BigDecimal(number)) == 0;
    } catch (NumberFormatException e) {
      return false; // an exponent out of the range of a double
    }
  }

  private static IllegalArgumentException tooLong(String number) {
    String shown = number.length() > 64 ? number.substring(0, 64) + "..." : number;
    return new IllegalArgumentException(
        "the number " + shown + " is out of range for a double: write it as a string");
  }
}
