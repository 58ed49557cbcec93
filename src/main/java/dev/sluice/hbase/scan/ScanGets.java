package dev.sluice.hbase.scan;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableSet;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Scan;

/**
 * Makes gets that read a row as a scan would read it: its columns, versions, filter and attributes.
 * A get reads all times, and the primary region, unless the caller says otherwise.
 */
public final class ScanGets {

  private final Scan scan;

  /** Creates gets for a scan. */
  public ScanGets(Scan scan) {
    this.scan = scan;
  }

  /**
   * A get for a row.
   *
   * @throws IOException if the scan has a value that a get does not accept
   */
  public Get of(byte[] key) throws IOException {
    Get get = new Get(key).readVersions(scan.getMaxVersions()).setFilter(scan.getFilter());
    get.setCacheBlocks(scan.getCacheBlocks());
    get.setMaxResultsPerColumnFamily(scan.getMaxResultsPerColumnFamily());
    get.setRowOffsetPerColumnFamily(scan.getRowOffsetPerColumnFamily());
    scan.getColumnFamilyTimeRange()
        .forEach(
            (family, times) ->
                get.setColumnFamilyTimeRange(family, times.getMin(), times.getMax()));
    for (Map.Entry<byte[], NavigableSet<byte[]>> family : scan.getFamilyMap().entrySet()) {
      add(family.getKey(), family.getValue(), get);
    }
    scan.getAttributesMap().forEach(get::setAttribute);
    return get;
  }

  private static void add(byte[] family, NavigableSet<byte[]> qualifiers, Get get) {
    if (qualifiers == null || qualifiers.isEmpty()) {
      get.addFamily(family);
    } else {
      qualifiers.forEach(qualifier -> get.addColumn(family, qualifier));
    }
  }
}
