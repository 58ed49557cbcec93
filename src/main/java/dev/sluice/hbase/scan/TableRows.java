package dev.sluice.hbase.scan;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;

/** Reads ranges of a table through its region servers, over one connection. */
public final class TableRows implements RowSource {

  private final Connection connection;
  private final Table table;
  private final Scan scan;

  private TableRows(Connection connection, Table table, Scan scan) {
    this.connection = connection;
    this.table = table;
    this.scan = scan;
  }

  /** Connects; closing this closes the connection. */
  public static TableRows open(Configuration conf, TableName name, Scan scan) throws IOException {
    Connection connection = ConnectionFactory.createConnection(conf);
    try {
      return new TableRows(connection, connection.getTable(name), scan);
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
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
    return new Scanned(table.getScanner(part.get().setAsyncPrefetch(false)));
  }

  @Override
  public void close() throws IOException {
    try {
      table.close();
    } finally {
      connection.close();
    }
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
