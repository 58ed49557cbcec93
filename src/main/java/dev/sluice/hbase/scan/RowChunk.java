package dev.sluice.hbase.scan;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.client.Result;

/** Rows of one range, passed from the scanner to the mapper. Not thread-safe. */
final class RowChunk {

  private final int range;
  private final List<Result> rows = new ArrayList<>();
  private long bytes;

  /**
   * Creates an empty chunk.
   *
   * @param range the number of the range in its split
   */
  RowChunk(int range) {
    this.range = range;
  }

  void add(Result row) {
    rows.add(row);
    bytes += Result.getTotalSizeOfCells(row);
  }

  int range() {
    return range;
  }

  List<Result> rows() {
    return rows;
  }

  /** The size in memory, in bytes. */
  long bytes() {
    return bytes;
  }
}
