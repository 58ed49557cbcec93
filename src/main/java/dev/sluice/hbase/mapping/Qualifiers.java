package dev.sluice.hbase.mapping;

import java.util.Collection;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;

/**
 * Iterates over the cells of a column with a star: the newest version of each column that is not
 * excluded.
 */
final class Qualifiers {

  /** Handles a cell; the name is its qualifier without the prefix. */
  @FunctionalInterface
  interface Visitor {
    void visit(Cell cell, byte[] bytes, int offset, int length) throws RowException;
  }

  private final int slot;
  private final int prefixLength;
  private final Column[] skips;

  Qualifiers(int slot, int prefixLength, Collection<Column> skips) {
    this.slot = slot;
    this.prefixLength = prefixLength;
    this.skips = skips.toArray(new Column[0]);
  }

  void forEach(Row row, Visitor visitor) throws RowException {
    if (!row.has(slot)) {
      return;
    }
    int first = row.first(slot);
    for (int i = first; row.isOf(slot, i); i++) {
      Cell cell = row.cell(i);
      boolean older = i > first && CellUtil.matchingQualifier(row.cell(i - 1), cell);
      if (!older && !isSkipped(cell)) {
        visitor.visit(
            cell,
            cell.getQualifierArray(),
            cell.getQualifierOffset() + prefixLength,
            cell.getQualifierLength() - prefixLength);
      }
    }
  }

  private boolean isSkipped(Cell cell) {
    for (Column skip : skips) {
      if (skip.matches(cell)) {
        return true;
      }
    }
    return false;
  }
}
