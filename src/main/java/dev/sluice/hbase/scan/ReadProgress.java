package dev.sluice.hbase.scan;

import java.util.List;

/**
 * How much of a split has been read, by bytes: the ranges behind, and of the one being read as much
 * as its rows so far say. Rows in memory are larger than in compressed files, or smaller where only
 * some columns are read; what the ranges behind took tells by how much. Not thread-safe.
 */
final class ReadProgress {

  private final List<SplitRange> ranges;
  private final double total;
  private int current;
  private double behind;
  private double readBehind;
  private double read;

  ReadProgress(List<SplitRange> ranges) {
    this.ranges = ranges;
    this.total = ranges.stream().mapToLong(range -> range.bytes).sum();
  }

  /** Rows of a range were read, and so all ranges before it. */
  void read(int range, long bytes) {
    while (current < range) {
      behind += ranges.get(current).bytes;
      current++;
      readBehind += read;
      read = 0;
    }
    read += bytes;
  }

  /** From 0 to 1, and never less than before. */
  float fraction() {
    if (total <= 0) {
      return 0;
    }
    double swelling = behind > 0 && readBehind > 0 ? readBehind / behind : 1;
    double within = Math.min((double) ranges.get(current).bytes, read / swelling);
    return (float) Math.min(1, (behind + within) / total);
  }
}
