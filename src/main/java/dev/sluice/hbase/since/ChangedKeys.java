package dev.sluice.hbase.since;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.filter.KeyOnlyFilter;

/**
 * The keys of the rows with cells or delete markers since a time. A raw scan finds them: it returns
 * delete markers, and cells that are deleted, as long as no compaction has removed them. A raw scan
 * cannot select columns, so it reads whole families, without their values. It returns a wide row in
 * parts. Not thread-safe.
 */
final class ChangedKeys implements Closeable {

  private final ResultScanner scanner;
  private Result ahead;

  private ChangedKeys(ResultScanner scanner) {
    this.scanner = scanner;
  }

  static ChangedKeys open(Table table, Scan rows, long since) throws IOException {
    return new ChangedKeys(table.getScanner(raw(rows, since)));
  }

  /** The families and rows of a scan, and whatever else it says to HBase. */
  static Scan raw(Scan rows, long since) throws IOException {
    Scan raw =
        new Scan()
            .withStartRow(rows.getStartRow(), rows.includeStartRow())
            .withStopRow(rows.getStopRow(), rows.includeStopRow())
            .setRaw(true)
            // The newest cell of each column, and the delete markers above it.
            .readVersions(1)
            .setTimeRange(since, Long.MAX_VALUE)
            .setFilter(new KeyOnlyFilter())
            .setAllowPartialResults(true)
            .setAsyncPrefetch(false)
            .setCacheBlocks(false)
            .setCaching(rows.getCaching());
    rows.getFamilyMap().keySet().forEach(raw::addFamily);
    for (Map.Entry<String, byte[]> attribute : rows.getAttributesMap().entrySet()) {
      raw.setAttribute(attribute.getKey(), attribute.getValue());
    }
    return raw.setRaw(true);
  }

  /** The next row, or null at the end. */
  Change next() throws IOException {
    Result part = ahead == null ? scanner.next() : ahead;
    ahead = null;
    if (part == null) {
      return null;
    }
    byte[] key = part.getRow();
    long newest = newest(part);
    while (part.mayHaveMoreCellsInRow()) {
      part = scanner.next();
      if (part == null) {
        break;
      }
      if (!CellUtil.matchingRows(part.rawCells()[0], key)) {
        ahead = part;
        break;
      }
      newest = Math.max(newest, newest(part));
    }
    return new Change(key, newest);
  }

  private static long newest(Result part) {
    return Arrays.stream(part.rawCells())
        .mapToLong(Cell::getTimestamp)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  void renewLease() {
    scanner.renewLease();
  }

  @Override
  public void close() {
    scanner.close();
  }
}
