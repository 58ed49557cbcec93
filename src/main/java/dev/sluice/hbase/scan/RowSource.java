package dev.sluice.hbase.scan;

import java.io.Closeable;
import java.io.IOException;

/** Where a task reads its ranges from: a table, or a snapshot. For one thread, which closes it. */
public interface RowSource extends Closeable {

  /** Opens the range. */
  RangeRows open(SplitRange range) throws IOException;

  /**
   * Opens the range again, behind a row.
   *
   * @param row the last row read
   * @param rows how many were read of the range
   * @throws IOException if it cannot be opened, or cannot be opened in the middle
   */
  RangeRows openBehind(SplitRange range, byte[] row, int rows) throws IOException;

  /** Opens a source, in the thread that will use it. */
  @FunctionalInterface
  interface Opener {
    RowSource open() throws IOException;
  }
}
