package dev.sluice.hbase.scan;

import java.util.Objects;
import java.util.OptionalInt;

/** How many map tasks read a table: a number, as many as there are data nodes, or one a region. */
public final class MapTaskCount {

  /** The most that a number can be. */
  public static final int MOST = 100_000;

  private static final String AUTO_WORD = "auto";
  private static final MapTaskCount PER_REGION = new MapTaskCount(0, false);
  private static final MapTaskCount AUTO = new MapTaskCount(0, true);

  private final int number;
  private final boolean auto;

  private MapTaskCount(int number, boolean auto) {
    this.number = number;
    this.auto = auto;
  }

  /** One for each region, as HBase does. */
  public static MapTaskCount perRegion() {
    return PER_REGION;
  }

  /** As many as Elasticsearch has nodes that hold data. */
  public static MapTaskCount auto() {
    return AUTO;
  }

  /**
   * A number of them; fewer where there are fewer regions.
   *
   * @param number from 1 to 100000
   */
  public static MapTaskCount of(int number) {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("not in the range 1 to " + MOST + ": " + number);
    }
    return new MapTaskCount(number, false);
  }

  static MapTaskCount parse(String text) {
    if (text.isEmpty()) {
      return PER_REGION;
    }
    return text.equalsIgnoreCase(AUTO_WORD) ? AUTO : of(Integer.parseInt(text));
  }

  public boolean isAuto() {
    return auto;
  }

  /** The number, if one was given. */
  public OptionalInt number() {
    return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MapTaskCount
        && ((MapTaskCount) other).number == number
        && ((MapTaskCount) other).auto == auto;
  }

  @Override
  public int hashCode() {
    return Objects.hash(number, auto);
  }

  /** The text that a key takes; empty for one a region. */
  @Override
  public String toString() {
    if (auto) {
      return AUTO_WORD;
    }
    return number == 0 ? "" : Integer.toString(number);
  }
}
