package dev.sluice.hbase.scan;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;

/** Reads ranges of a table through its region servers, over one connection. */
public final class TableRows implements RowSource {

  private final OpenTable table;
  private final Scan scan;

  private TableRows(OpenTable table, Scan scan) {
    this.table = table;
    this.scan = scan;
  }

  /** Connects; closing this closes the connection. */
  public static TableRows open(Configuration conf, TableName name, Scan scan) throws IOException {
    return new TableRows(OpenTable.open(conf, name), scan);
  }

  @Override
  public RangeRows open(SplitRange range) throws IOException {
    return open(ScanBounds.clip(scan, range.start, range.end));
  }

  @Override
  public RangeRows openBehind(SplitRange range, byte[] row, int rows) throws IOException {
    Optional<Scan> part = ScanBounds.clip(scan, range.start, range.end);
    if (!part.isPresent() || (scan.getLimit() > 0 && rows >= scan.getLimit())) {
      return RangeRows.none();
    }
    Optional<Scan> rest = ScanBounds.behind(part.get(), row);
    if (scan.getLimit() > 0) {
      rest.ifPresent(its -> its.setLimit(scan.getLimit() - rows));
    }
    return open(rest);
  }

  private RangeRows open(Optional<Scan> part) throws IOException {
    if (!part.isPresent()) {
      return RangeRows.none();
    }
    // HBase's asynchronous prefetch would race with lease renewals and is not needed.
    return new Scanned(table.table().getScanner(part.get().setAsyncPrefetch(false)));
  }

  @Override
  public void close() throws IOException {
    table.close();
  }

  private static final class Scanned implements RangeRows {

    private final ResultScanner scanner;

    Scanned(ResultScanner scanner) {
      this.scanner = scanner;
    }

    @Override
    public Result next() throws IOException {
      return scanner.next();
    }

    @Override
    public void renewLease() {
      // After a failure, the client opens another scanner with the next row.
      scanner.renewLease();
    }

    @Override
    public void close() {
      scanner.close();
    }
  }
}
