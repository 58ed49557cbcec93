package dev.sluice.routing;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Forecasts how unevenly row ranges distribute documents over shards, by the current bytes of the
 * regions, the only information before they are read. Immutable.
 */
public final class Skew {

  private final long[] bytes;

  private Skew(long[] bytes) {
    this.bytes = bytes;
  }

  /** Computes the forecast; a region of unknown size counts as the average of the others. */
  public static Skew of(List<Region> regions, RowRanges ranges) {
    long[] bytes = new long[ranges.count()];
    for (Region region : RegionFold.sized(regions)) {
      for (Region piece : ranges.pieces(region)) {
        bytes[ranges.of(piece.start())] += piece.bytes();
      }
    }
    return new Skew(bytes);
  }

  /** The size of the largest shard divided by the average; from 1 to the number of shards. */
  public double factor() {
    long sum = LongStream.of(bytes).sum();
    return sum == 0 ? 1 : (double) bytes[largest()] * bytes.length / sum;
  }

  /** The largest shard. */
  public int largest() {
    int largest = 0;
    for (int shard = 1; shard < bytes.length; shard++) {
      if (bytes[shard] > bytes[largest]) {
        largest = shard;
      }
    }
    return largest;
  }

  /** The forecast as text. */
  @Override
  public String toString() {
    long hundredths = Math.round(100 * factor());
    return "the largest of the "
        + bytes.length
        + " shards is "
        + (hundredths / 100)
        + "."
        + (hundredths / 10 % 10)
        + (hundredths % 10)
        + " times the average";
  }
}
