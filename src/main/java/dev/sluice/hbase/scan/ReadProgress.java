package dev.sluice.hbase.scan;

import java.util.List;

/**
 * The progress of a split in bytes: all finished ranges, and an estimate for the current one. Rows
 * in memory are larger than in compressed files, or smaller if only some columns are read. The
 * finished ranges give the ratio. Not thread-safe.
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

  /** Records rows read of a range; all ranges before it are finished. */
  void read(int range, long bytes) {
    while (current < range) {
      behind += ranges.get(current).bytes;
      current++;
      readBehind += read;
      read = 0;
    }
    read += bytes;
  }

  /** The progress from 0 to 1; never decreases. */
  float fraction() {
    if (total <= 0) {
      return 0;
    }
    double swelling = behind > 0 && readBehind > 0 ? readBehind / behind : 1;
    double within = Math.min((double) ranges.get(current).bytes, read / swelling);
    return (float) Math.min(1, (behind + within) / total);
  }
}
