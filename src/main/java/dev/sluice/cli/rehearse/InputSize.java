package dev.sluice.cli.rehearse;

import org.apache.hadoop.conf.Configuration;

/** What is known about the whole input when the splits of a trial are made. Immutable. */
final class InputSize {

  private static final String PREFIX = "dev.sluice.cli.rehearse.input.";

  /** Bytes of files, or of the regions as their servers report them; 0 if unknown. */
  final long bytes;

  /** The map tasks of the whole load. */
  final int splits;

  /** The size of the largest split. */
  final long largest;

  /** Stored bytes of a table for each of its records; 0 for files, or if unknown. */
  final double rowBytes;

  /** Twice the standard error of these bytes, as a part of them. */
  final double spread;

  /** Whether the sample is the whole input. */
  final boolean whole;

  /** Whether only the beginning of one compressed file could be read. */
  final boolean headOnly;

  InputSize(
      long bytes,
      int splits,
      long largest,
      double rowBytes,
      double spread,
      boolean whole,
      boolean headOnly) {
    this.bytes = bytes;
    this.splits = splits;
    this.largest = largest;
    this.rowBytes = rowBytes;
    this.spread = spread;
    this.whole = whole;
    this.headOnly = headOnly;
  }

  static InputSize load(Configuration conf) {
    return new InputSize(
        conf.getLong(PREFIX + "bytes", 0),
        conf.getInt(PREFIX + "splits", 1),
        conf.getLong(PREFIX + "largest", 0),
        conf.getDouble(PREFIX + "row-bytes", 0),
        conf.getDouble(PREFIX + "spread", 0),
        conf.getBoolean(PREFIX + "whole", false),
        conf.getBoolean(PREFIX + "head-only", false));
  }

  void store(Configuration conf) {
    conf.setLong(PREFIX + "bytes", bytes);
    conf.setInt(PREFIX + "splits", splits);
    conf.setLong(PREFIX + "largest", largest);
    conf.setDouble(PREFIX + "row-bytes", rowBytes);
    conf.setDouble(PREFIX + "spread", spread);
    conf.setBoolean(PREFIX + "whole", whole);
    conf.setBoolean(PREFIX + "head-only", headOnly);
  }
}
