package dev.sluice.hbase.since;

import dev.sluice.hbase.mapping.ChangedRow;
import dev.sluice.hbase.scan.OpenTable;
import dev.sluice.hbase.scan.RangeRows;
import dev.sluice.hbase.scan.RowSource;
import dev.sluice.hbase.scan.ScanBounds;
import dev.sluice.hbase.scan.SplitRange;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;

/**
 * Reads the rows of a table that changed since a time. A raw scan finds their keys; each row is
 * then read as a whole, because a document is made of all its cells. Each row is a {@link
 * ChangedRow}; one that is gone, or that the filter of the scan no longer selects, has no cells.
 * The rows are read after their keys, so a row is never older than the change that was found.
 */
public final class ChangedRows implements RowSource {

  private final OpenTable table;
  private final Scan scan;
  private final long since;

  private ChangedRows(OpenTable table, Scan scan, long since) {
    this.table = table;
    this.scan = scan;
    this.since = since;
  }

  /**
   * Connects; closing this closes the connection.
   *
   * @param scan the scan that reads all rows, changed or not
   * @param since the first timestamp, in milliseconds since 1970
   */
  public static ChangedRows open(Configuration conf, TableName name, Scan scan, long since)
      throws IOException {
    return new ChangedRows(OpenTable.open(conf, name), scan, since);
  }

  @Override
  public RangeRows open(SplitRange range) throws IOException {
    return open(ScanBounds.clip(scan, range.start, range.end));
  }

  @Override
  public RangeRows openBehind(SplitRange range, byte[] row, int rows) throws IOException {
    Optional<Scan> part = ScanBounds.clip(scan, range.start, range.end);
    return open(part.flatMap(its -> ScanBounds.behind(its, row)));
  }

  private RangeRows open(Optional<Scan> part) throws IOException {
    return part.isPresent()
        ? new Changed(
            ChangedKeys.open(table.table(), part.get(), since), new WholeRows(table.table(), scan))
        : RangeRows.none();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }

  /** The changed rows of a range, read in batches of a limited size. */
  private static final class Changed implements RangeRows {

    private static final long BATCH_BYTES = 2 << 20;
    private static final int FIRST_BATCH = 8;
    private static final int LARGEST_BATCH = 256;

    private final ChangedKeys keys;
    private final WholeRows rows;
    private final Deque<Result> read = new ArrayDeque<>();
    private int batch = FIRST_BATCH;

    Changed(ChangedKeys keys, WholeRows rows) {
      this.keys = keys;
      this.rows = rows;
    }

    @Override
    public Result next() throws IOException {
      if (read.isEmpty()) {
        fetch();
      }
      return read.poll();
    }

    private void fetch() throws IOException {
      List<Change> changes = new ArrayList<>();
      Change change = keys.next();
      while (change != null) {
        changes.add(change);
        change = changes.size() < batch ? keys.next() : null;
      }
      if (changes.isEmpty()) {
        return;
      }
      Result[] live = rows.get(changes.stream().map(c -> c.key).collect(Collectors.toList()));
      long bytes = 1;
      for (int i = 0; i < live.length; i++) {
        Result row = ChangedRow.of(changes.get(i).key, changes.get(i).newest, live[i]);
        bytes += Result.getTotalSizeOfCells(row);
        read.add(row);
      }
      // As many rows of this size as fit, but not suddenly more: the next ones may be larger.
      long fit = BATCH_BYTES * live.length / bytes;
      batch = (int) Math.max(1, Math.min(fit, Math.min(LARGEST_BATCH, batch * 2L)));
    }

    @Override
    public void renewLease() {
      keys.renewLease();
    }

    @Override
    public void close() {
      keys.close();
    }
  }
}
