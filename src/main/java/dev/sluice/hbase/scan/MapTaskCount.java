package dev.sluice.hbase.scan;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * The number of map tasks for a table: a fixed number, one for each data node, or one for each
 * region.
 */
public final class MapTaskCount {

  /** The maximum of a fixed number. */
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

  /** One for each region, as in HBase's own format. */
  public static MapTaskCount perRegion() {
    return PER_REGION;
  }

  /** One for each Elasticsearch data node. */
  public static MapTaskCount auto() {
    return AUTO;
  }

  /**
   * A fixed number; fewer if there are fewer regions.
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

  /** The fixed number, if there is one. */
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

  /** The value of the key; empty for one for each region. */
  @Override
  public String toString() {
    if (auto) {
      return AUTO_WORD;
    }
    return number == 0 ? "" : Integer.toString(number);
  }
}
