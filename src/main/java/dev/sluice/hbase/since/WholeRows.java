package dev.sluice.hbase.since;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.io.TimeRange;

/** Gets rows by key as a scan would read them: its columns, versions, filter and attributes. */
final class WholeRows {

  private final Table table;
  private final Scan scan;

  WholeRows(Table table, Scan scan) {
    this.table = table;
    this.scan = scan;
  }

  /** The rows in the order of the keys, in one batch; empty results for those not found. Blocks. */
  Result[] get(Collection<byte[]> keys) throws IOException {
    List<Get> gets = keys.stream().map(key -> get(key)).collect(Collectors.toList());
    return table.get(gets);
  }

  private Get get(byte[] key) {
    try {
      Get get = new Get(key).readVersions(scan.getMaxVersions()).setFilter(scan.getFilter());
      get.setCacheBlocks(scan.getCacheBlocks());
      get.setMaxResultsPerColumnFamily(scan.getMaxResultsPerColumnFamily());
      get.setRowOffsetPerColumnFamily(scan.getRowOffsetPerColumnFamily());
      for (Map.Entry<byte[], NavigableSet<byte[]>> family : scan.getFamilyMap().entrySet()) {
        add(family.getKey(), family.getValue(), get);
      }
      for (Map.Entry<byte[], TimeRange> range : scan.getColumnFamilyTimeRange().entrySet()) {
        get.setColumnFamilyTimeRange(
            range.getKey(), range.getValue().getMin(), range.getValue().getMax());
      }
      scan.getAttributesMap().forEach(get::setAttribute);
      return get;
    } catch (IOException e) {
      throw new IllegalArgumentException("the scan cannot be turned into gets: " + scan, e);
    }
  }

  private static void add(byte[] family, NavigableSet<byte[]> qualifiers, Get get) {
    if (qualifiers == null || qualifiers.isEmpty()) {
      get.addFamily(family);
    } else {
      qualifiers.forEach(qualifier -> get.addColumn(family, qualifier));
    }
  }
}
