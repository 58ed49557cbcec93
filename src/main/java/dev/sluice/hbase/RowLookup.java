package dev.sluice.hbase;

import dev.sluice.hbase.scan.OpenTable;
import dev.sluice.hbase.scan.ScanGets;
import dev.sluice.io.KeyedInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
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
  private final Function<String, Optional<byte[]>> keys;

  private RowLookup(OpenTable table, Scan scan, Function<String, Optional<byte[]>> keys) {
    this.table = table;
    this.scan = scan;
    gets = new ScanGets(scan);
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
    return new RowLookup(OpenTable.open(conf, name), scan, keys);
  }

  @Override
  public Optional<byte[]> keyOf(String id) {
    return keys.apply(id);
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
