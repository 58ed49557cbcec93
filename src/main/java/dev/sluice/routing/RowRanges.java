package dev.sluice.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Row ranges: as many ranges of row keys as an index has shards, each with a routing value for its
 * own shard. Every key is in exactly one range: the first range starts before all keys, and each
 * ends where the next starts. Immutable.
 */
public final class RowRanges {

  private static final int RADIX = 36;

  private final byte[][] starts;
  private final String[] values;

  private RowRanges(byte[][] starts, String[] values) {
    this.starts = starts;
    this.values = values;
  }

  /**
   * Computes ranges from regions, so that the ranges are as equal in size as consecutive regions
   * allow. The same regions and the same function give the same ranges.
   *
   * @param regions in any order; one of unknown size counts as the average of the others
   * @param function the shard function of the index
   * @throws IllegalArgumentException if there are fewer regions than shards, or if a routing value
   *     maps to several shards
   */
  public static RowRanges cut(List<Region> regions, ShardFunction function) {
    if (regions.size() < function.shards()) {
      throw new IllegalArgumentException(
          regions.size()
              + " regions are too few for row ranges over "
              + function.shards()
              + " shards");
    }
    if (function.isPartitioned()) {
      throw new IllegalArgumentException(
          "row ranges do not work with partitioned routing (routing_partition_size)");
    }
    List<Region> sized = new ArrayList<>(RegionFold.sized(regions));
    sized.sort(Region::compareStart);
    int[] ends =
        EvenPartition.ends(sized.stream().mapToLong(Region::bytes).toArray(), function.shards());
    byte[][] starts = new byte[ends.length][];
    starts[0] = new byte[0];
    for (int range = 1; range < starts.length; range++) {
      starts[range] = sized.get(ends[range - 1]).start();
    }
    return new RowRanges(starts, valuesFor(function));
  }

  /** For each shard, the smallest number that, as a text, routes to it. */
  private static String[] valuesFor(ShardFunction function) {
    String[] values = new String[function.shards()];
    int found = 0;
    for (int number = 0; found < values.length; number++) {
      String value = Integer.toString(number, RADIX);
      int shard = function.shardsOf(value).iterator().next();
      if (values[shard] == null) {
        values[shard] = value;
        found++;
      }
    }
    return values;
  }

  /**
   * Creates ranges that were computed before.
   *
   * @param starts the first key of each range; empty for the first range
   * @param values the routing value of each range
   * @throws IllegalArgumentException if these are not valid ranges
   */
  public static RowRanges of(List<byte[]> starts, List<String> values) {
    boolean begins = !starts.isEmpty() && starts.get(0).length == 0;
    if (!begins || starts.size() != values.size()) {
      throw new IllegalArgumentException("the first row range must start with the empty key");
    }
    for (int range = 1; range < starts.size(); range++) {
      if (RowKey.compare(starts.get(range - 1), starts.get(range)) >= 0) {
        throw new IllegalArgumentException(
            "row ranges must be in ascending order; they are not at "
                + RowKey.toHex(starts.get(range)));
      }
    }
    return new RowRanges(
        starts.stream().map(byte[]::clone).toArray(byte[][]::new), values.toArray(new String[0]));
  }

  /** The number of ranges, equal to the number of shards. */
  public int count() {
    return starts.length;
  }

  /** The first key of a range; a copy. */
  public byte[] start(int range) {
    return starts[range].clone();
  }

  /** The routing value of a range. */
  public String value(int range) {
    return values[range];
  }

  /** The range of a row key, from 0; equal to its shard if the shards are as planned. */
  public int of(byte[] key) {
    return of(key, 0, key.length);
  }

  /** The range of a row key inside an array. */
  public int of(byte[] array, int offset, int length) {
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (RowKey.compare(starts[middle], array, offset, length) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Whether a shard function maps each range to the shard with its number. */
  public boolean fit(ShardFunction function) {
    for (int range = 0; range < values.length; range++) {
      if (!function.shardsOf(values[range]).equals(Collections.singleton(range))) {
        return false;
      }
    }
    return function.shards() == values.length;
  }

  /** Splits a region at the range boundaries; the pieces count as equal in size. */
  public List<Region> pieces(Region region) {
    List<byte[]> cuts = new ArrayList<>();
    cuts.add(region.start());
    for (byte[] start : starts) {
      if (region.hasWithin(start)) {
        cuts.add(start);
      }
    }
    List<Region> pieces = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      byte[] end = i + 1 < cuts.size() ? cuts.get(i + 1) : region.end();
      pieces.add(Region.of(cuts.get(i), end, region.server(), region.bytes() / cuts.size()));
    }
    return pieces;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowRanges
        && Arrays.deepEquals(((RowRanges) other).starts, starts)
        && Arrays.equals(((RowRanges) other).values, values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(starts) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int range = 0; range < starts.length; range++) {
      text.append(range == 0 ? "" : ", ").append(RowKey.toHex(starts[range]));
      text.append(" -> ").append(values[range]);
    }
    return text.toString();
  }
}
