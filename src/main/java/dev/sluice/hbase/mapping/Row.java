package dev.sluice.hbase.mapping;

import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * A row and the position of each column of the mapping in it. HBase returns the cells of a row in
 * order, newest version first, and the columns are kept in the same order. A single pass over both
 * finds all columns, without a map or a copy. Reused for the next row.
 */
final class Row {

  private static final int NOT_THERE = -1;
  private static final int KEY_SHOWN = 512;

  private final Column[] columns;
  private final int[] starts;
  private Cell[] cells = {};
  private byte[] keyArray = {};
  private int keyOffset;
  private int keyLength;

  /**
   * Creates a row for these columns.
   *
   * @param columns in order
   */
  Row(Column... columns) {
    this.columns = columns;
    this.starts = new int[columns.length];
  }

  /**
   * Sets the row.
   *
   * @param sorted its cells in HBase's order
   */
  void read(byte[] key, int offset, int length, Cell... sorted) {
    cells = sorted;
    keyArray = key;
    keyOffset = offset;
    keyLength = length;
    int at = 0;
    for (int i = 0; i < columns.length; i++) {
      while (at < cells.length && columns[i].compare(cells[at]) < 0) {
        at++;
      }
      starts[i] = at < cells.length && columns[i].matches(cells[at]) ? at : NOT_THERE;
    }
  }

  /** Whether the row has a cell of a column. */
  boolean has(int slot) {
    return starts[slot] != NOT_THERE;
  }

  /** The position of the first cell of a column that the row has. */
  int first(int slot) {
    return starts[slot];
  }

  /** Whether the cell at a position belongs to this column. */
  boolean isOf(int slot, int place) {
    return place < cells.length && columns[slot].matches(cells[place]);
  }

  /** The number of cells. */
  int cells() {
    return cells.length;
  }

  Cell cell(int place) {
    return cells[place];
  }

  /** The highest timestamp of the cells; there is at least one cell. */
  long newest() {
    long newest = Long.MIN_VALUE;
    for (Cell cell : cells) {
      newest = Math.max(newest, cell.getTimestamp());
    }
    return newest;
  }

  byte[] keyArray() {
    return keyArray;
  }

  int keyOffset() {
    return keyOffset;
  }

  int keyLength() {
    return keyLength;
  }

  /** The row key, for messages. */
  @Override
  public String toString() {
    String shown = Bytes.toStringBinary(keyArray, keyOffset, Math.min(keyLength, KEY_SHOWN));
    return "row " + shown + (keyLength > KEY_SHOWN ? "..." : "");
  }
}
