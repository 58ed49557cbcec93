package dev.sluice.hbase.since;

import dev.sluice.hbase.scan.ScanBounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.HRegionLocation;
import org.apache.hadoop.hbase.RegionMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.RegionLocator;
import org.apache.hadoop.hbase.client.Scan;

/**
 * Finds regions of a table with a major compaction since a time, which removes delete markers. For
 * each region HBase reports the oldest file that a major compaction wrote. So if a region has
 * several column families, and only one of them was compacted, this may miss it.
 */
final class Compactions {

  private final Connection connection;
  private final TableName table;
  private final Scan scan;

  Compactions(Connection connection, TableName table, Scan scan) {
    this.connection = connection;
    this.table = table;
    this.scan = scan;
  }

  /** The names of the regions of the scan that were compacted at this time or later. Blocks. */
  List<String> since(long millis) throws IOException {
    Set<String> regions = new HashSet<>();
    Set<ServerName> servers = new HashSet<>();
    try (RegionLocator locator = connection.getRegionLocator(table);
        Admin admin = connection.getAdmin()) {
      for (HRegionLocation location : locator.getAllRegionLocations()) {
        if (isScanned(location) && location.getServerName() != null) {
          regions.add(location.getRegion().getRegionNameAsString());
          servers.add(location.getServerName());
        }
      }
      List<RegionMetrics> metrics = new ArrayList<>();
      for (ServerName server : servers) {
        metrics.addAll(admin.getRegionMetrics(server, table));
      }
      return metrics.stream()
          .filter(region -> region.getLastMajorCompactionTimestamp() >= millis)
          .map(RegionMetrics::getNameAsString)
          .filter(regions::contains)
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private boolean isScanned(HRegionLocation location) {
    byte[] start = location.getRegion().getStartKey();
    return ScanBounds.clip(scan, start, location.getRegion().getEndKey()).isPresent();
  }
}
