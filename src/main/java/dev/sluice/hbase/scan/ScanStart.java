package dev.sluice.hbase.scan;

import org.apache.hadoop.hbase.util.Bytes;

/**
 * Where the scan of a split begins: at its start, or behind a row of one of its ranges. Immutable.
 */
final class ScanStart {

  /** The start of the split. */
  static final ScanStart FIRST = new ScanStart(0, null, 0);

  /** The number of the first range to read. */
  final int range;

  /** The row behind which that range is read; null for the start of the range. */
  final byte[] row;

  /** How many rows of that range are read already. */
  final int rows;

  private ScanStart(int range, byte[] row, int rows) {
    this.range = range;
    this.row = row;
    this.rows = rows;
  }

  static ScanStart behind(int range, byte[] row, int rows) {
    return new ScanStart(range, row, rows);
  }

  /** Reads the output of {@link #toString}. */
  static ScanStart parse(String text) {
    if (text.isEmpty()) {
      return FIRST;
    }
    String[] parts = text.split(" ", -1);
    return new ScanStart(
        Integer.parseInt(parts[0]), Bytes.fromHex(parts[2]), Integer.parseInt(parts[1]));
  }

  @Override
  public String toString() {
    return row == null ? "" : range + " " + rows + " " + Bytes.toHex(row);
  }
}
