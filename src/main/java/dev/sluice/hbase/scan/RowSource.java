package dev.sluice.hbase.scan;

import java.io.Closeable;
import java.io.IOException;

/** The source of a task's ranges: a table or a snapshot. Used and closed by one thread. */
public interface RowSource extends Closeable {

  /** Opens a range. */
  RangeRows open(SplitRange range) throws IOException;

  /**
   * Opens a range again, after a row.
   *
   * @param row the last row read
   * @param rows the number of rows read from the range
   * @throws IOException if it cannot be opened, or not in the middle
   */
  RangeRows openBehind(SplitRange range, byte[] row, int rows) throws IOException;

  /** Opens a source, in the thread that uses it. */
  @FunctionalInterface
  interface Opener {
    RowSource open() throws IOException;
  }
}
