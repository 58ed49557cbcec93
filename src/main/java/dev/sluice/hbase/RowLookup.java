package dev.sluice.hbase;

import dev.sluice.io.KeyedInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Reads rows of a table by key in batches, with the columns, filter, time range and versions of a
 * scan. Keys outside the rows of the scan are not found. Owns its connection. Used by one thread.
 */
final class RowLookup implements KeyedInput.Lookup<ImmutableBytesWritable, Result> {

  /** A batch is one request to each region server. */
  private static final int BATCH = 100;

  private final Connection connection;
  private final Table table;
  private final Scan scan;
  private final Function<String, Optional<byte[]>> keys;

  private RowLookup(
      Connection connection, Table table, Scan scan, Function<String, Optional<byte[]>> keys) {
    this.connection = connection;
    this.table = table;
    this.scan = scan;
    this.keys = keys;
  }

  /**
   * Connects; closing this closes the connection.
   *
   * @param keys computes row keys from ids, where that is possible
   */
  static RowLookup open(
      Configuration conf, TableName name, Scan scan, Function<String, Optional<byte[]>> keys)
      throws IOException {
    Connection connection = ConnectionFactory.createConnection(conf);
    try {
      return new RowLookup(connection, connection.getTable(name), scan, keys);
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Optional<byte[]> keyOf(String id) {
    return keys.apply(id);
  }

  @Override
  public void read(List<byte[]> wanted, KeyedInput.Found<ImmutableBytesWritable, Result> found)
      throws IOException {
    List<Get> gets = new ArrayList<>();
    for (byte[] key : wanted) {
      // HBase refuses a Get without a key or with a longer one; no row has such a key.
      if (key.length > 0 && key.length <= Short.MAX_VALUE && isScanned(key)) {
        gets.add(get(key));
      }
      if (gets.size() == BATCH) {
        readBatch(gets, found);
        gets.clear();
      }
    }
    readBatch(gets, found);
  }

  private void readBatch(List<Get> gets, KeyedInput.Found<ImmutableBytesWritable, Result> found)
      throws IOException {
    if (gets.isEmpty()) {
      return;
    }
    for (Result row : table.get(gets)) {
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

  private Get get(byte[] key) throws IOException {
    Get get = new Get(key).setFilter(scan.getFilter()).setCacheBlocks(scan.getCacheBlocks());
    get.readVersions(scan.getMaxVersions());
    get.setTimeRange(scan.getTimeRange().getMin(), scan.getTimeRange().getMax());
    scan.getColumnFamilyTimeRange()
        .forEach(
            (family, times) ->
                get.setColumnFamilyTimeRange(family, times.getMin(), times.getMax()));
    for (Map.Entry<byte[], NavigableSet<byte[]>> family : scan.getFamilyMap().entrySet()) {
      if (family.getValue() == null || family.getValue().isEmpty()) {
        get.addFamily(family.getKey());
      } else {
        family.getValue().forEach(column -> get.addColumn(family.getKey(), column));
      }
    }
    get.setMaxResultsPerColumnFamily(scan.getMaxResultsPerColumnFamily());
    get.setRowOffsetPerColumnFamily(scan.getRowOffsetPerColumnFamily());
    get.setConsistency(scan.getConsistency()).setIsolationLevel(scan.getIsolationLevel());
    scan.getAttributesMap().forEach(get::setAttribute);
    return get;
  }

  @Override
  public void close() throws IOException {
    try {
      table.close();
    } finally {
      connection.close();
    }
  }
}
