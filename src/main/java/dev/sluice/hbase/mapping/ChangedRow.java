package dev.sluice.hbase.mapping;

import java.util.Arrays;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellBuilderFactory;
import org.apache.hadoop.hbase.CellBuilderType;
import org.apache.hadoop.hbase.client.Result;

/**
 * A row that changed, with the version of its last change. It is a {@code Result} of the cells that
 * the row has now, behind a delete marker without a column family. The timestamp of that marker is
 * the version. Without further cells, the row is gone.
 */
public final class ChangedRow {

  private static final byte[] NONE = {};

  private ChangedRow() {}

  /**
   * A row that changed.
   *
   * @param changed the highest timestamp of the cells and delete markers that changed
   * @param live the cells that the row has now; empty if it is gone
   */
  public static Result of(byte[] key, long changed, Result live) {
    int count = live.isEmpty() ? 0 : live.rawCells().length;
    Cell[] cells = new Cell[count + 1];
    long version = changed;
    for (int i = 0; i < count; i++) {
      cells[i + 1] = live.rawCells()[i];
      version = Math.max(version, cells[i + 1].getTimestamp());
    }
    cells[0] = marker(key, version);
    return Result.create(cells);
  }

  private static Cell marker(byte[] key, long version) {
    return CellBuilderFactory.create(CellBuilderType.SHALLOW_COPY)
        .setRow(key)
        .setFamily(NONE)
        .setQualifier(NONE)
        .setTimestamp(version)
        .setType(Cell.Type.DeleteFamily)
        .setValue(NONE)
        .build();
  }

  /** Whether these cells are those of a changed row. HBase has no family without a name. */
  static boolean is(Cell[] cells) {
    return cells[0].getFamilyLength() == 0;
  }

  /** The cells that a changed row has now. */
  static Cell[] live(Cell[] cells) {
    return Arrays.copyOfRange(cells, 1, cells.length);
  }
}
