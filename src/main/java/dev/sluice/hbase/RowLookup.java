package dev.sluice.hbase;

import dev.sluice.hbase.mapping.RowKeys;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.OpenTable;
import dev.sluice.hbase.scan.ScanGets;
import dev.sluice.io.KeyedInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.filter.Filter;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Reads rows of a table by key in batches, with the columns, filter, time range and versions of a
 * scan. Keys outside the rows of the scan are not found. Owns its connection. Used by one thread.
 */
final class RowLookup implements KeyedInput.Lookup<ImmutableBytesWritable, Result> {

  /** A batch is one request to each region server. */
  private static final int BATCH = 100;

  private final OpenTable table;
  private final Scan scan;
  private final ScanGets gets;
  private final Optional<RowMapping> mapping;
  private final boolean skipsRows;

  private RowLookup(OpenTable table, Scan scan, Optional<RowMapping> mapping, boolean skipsRows) {
    this.table = table;
    this.scan = scan;
    gets = new ScanGets(scan);
    this.mapping = mapping;
    this.skipsRows = skipsRows;
  }

  /**
   * Connects; closing this closes the connection.
   *
   * @param mapping computes row keys from ids, where that is possible
   */
  static RowLookup open(Configuration conf, TableName name, Scan scan, Optional<RowMapping> mapping)
      throws IOException {
    boolean skips = skipsRows(scan, mapping);
    return new RowLookup(OpenTable.open(conf, name), scan, mapping, skips);
  }

  /** Whether the scan leaves out some of its rows, by their times or by a filter of the user. */
  private static boolean skipsRows(Scan scan, Optional<RowMapping> mapping) throws IOException {
    Filter usual = mapping.map(rule -> rule.scan().getFilter()).orElse(null);
    return !scan.getTimeRange().isAllTime()
        || !scan.getColumnFamilyTimeRange().isEmpty()
        || !Arrays.equals(bytes(scan.getFilter()), bytes(usual));
  }

  private static byte[] bytes(Filter filter) throws IOException {
    return filter == null ? new byte[0] : filter.toByteArray();
  }

  @Override
  public Optional<byte[]> keyOf(String id) {
    return mapping.flatMap(rule -> RowKeys.of(rule, id));
  }

  @Override
  public boolean covers(byte[] key) {
    return !skipsRows && isScanned(key);
  }

  @Override
  public void read(List<byte[]> wanted, KeyedInput.Found<ImmutableBytesWritable, Result> found)
      throws IOException {
    List<Get> batch = new ArrayList<>();
    for (byte[] key : wanted) {
      // HBase refuses a Get without a key or with a longer one; no row has such a key.
      if (key.length > 0 && key.length <= Short.MAX_VALUE && isScanned(key)) {
        batch.add(get(key));
      }
      if (batch.size() == BATCH) {
        readBatch(batch, found);
        batch.clear();
      }
    }
    readBatch(batch, found);
  }

  private void readBatch(List<Get> batch, KeyedInput.Found<ImmutableBytesWritable, Result> found)
      throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    for (Result row : table.table().get(batch)) {
      if (!row.isEmpty()) {
        found.record(row.getRow(), new ImmutableBytesWritable(row.getRow()), row);
      }
    }
  }

  private boolean isScanned(byte[] key) {
    int start = Bytes.compareTo(key, scan.getStartRow());
    boolean begun = start > 0 || (start == 0 && scan.includeStartRow());
    byte[] stop = scan.getStopRow();
    int end = stop.length == 0 ? -1 : Bytes.compareTo(key, stop);
    return begun && (end < 0 || (end == 0 && scan.includeStopRow()));
  }

  /** Reads the times that the scan reads, from the copy of the region that it reads from. */
  private Get get(byte[] key) throws IOException {
    Get get = gets.of(key);
    get.setTimeRange(scan.getTimeRange().getMin(), scan.getTimeRange().getMax());
    get.setConsistency(scan.getConsistency()).setIsolationLevel(scan.getIsolationLevel());
    return get;
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
