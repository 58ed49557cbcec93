package dev.sluice.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes in Elasticsearch notation: {@code 512b}, {@code 64kb}, {@code 5mb}, {@code
 * 1gb}. A number without a unit is bytes. Units are powers of 1024.
 */
public final class DataSize implements Comparable<DataSize> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*(b|kb|mb|gb|tb)?");

  private static final List<String> UNITS =
      Collections.unmodifiableList(Arrays.asList("b", "kb", "mb", "gb", "tb"));

  private final long bytes;

  private DataSize(long bytes) {
    this.bytes = bytes;
  }

  /**
   * A size in bytes.
   *
   * @param bytes at least 0
   */
  public static DataSize ofBytes(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size must not be negative: " + bytes);
    }
    return new DataSize(bytes);
  }

  /**
   * Parses a size.
   *
   * @param text a whole number and a unit, in upper or lower case
   * @throws IllegalArgumentException if the text is not a size or does not fit into 63 bits
   */
  public static DataSize parse(String text) {
    Matcher form = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException("not a size: " + text);
    }
    try {
      return new DataSize(Math.multiplyExact(Long.parseLong(form.group(1)), unit(form.group(2))));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("too large: " + text, e);
    }
  }

  private static long unit(String suffix) {
    return suffix == null ? 1 : 1L << (10 * UNITS.indexOf(suffix));
  }

  /** The size in bytes. */
  public long bytes() {
    return bytes;
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataSize && ((DataSize) other).bytes == bytes;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(bytes);
  }

  /** The size in the largest exact unit; {@link #parse} reads it. */
  @Override
  public String toString() {
    long value = bytes;
    int unit = 0;
    while (value != 0 && value % 1024 == 0 && unit < UNITS.size() - 1) {
      value /= 1024;
      unit++;
    }
    return value + UNITS.get(unit);
  }
}
