package dev.sluice.hbase.scan;

import dev.sluice.routing.Region;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HRegionLocation;
import org.apache.hadoop.hbase.RegionMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.Size;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.client.RegionLocator;
import org.apache.hadoop.hbase.client.Scan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The regions of a table, with their servers and the sizes that the servers report. */
public final class TableRegions implements RegionList {

  private static final Logger log = LoggerFactory.getLogger(TableRegions.class);
  private static final byte[] NO_PART = {};

  private final Configuration conf;
  private final TableName table;
  private final Scan scan;

  public TableRegions(Configuration conf, TableName table, Scan scan) {
    this.conf = conf;
    this.table = table;
    this.scan = scan;
  }

  @Override
  public List<Region> regions() throws IOException {
    try (Connection connection = ConnectionFactory.createConnection(conf);
        RegionLocator locator = connection.getRegionLocator(table);
        Admin admin = connection.getAdmin()) {
      List<HRegionLocation> locations =
          locator.getAllRegionLocations().stream()
              .filter(location -> !isCopy(location.getRegion()))
              .collect(Collectors.toList());
      if (locations.isEmpty()) {
        throw new IOException("table " + table + " has no regions; check that it is enabled");
      }
      Map<String, Long> sizes = sizes(admin, locations);
      return Region.covering(
              locations.stream()
                  .map(location -> region(location, sizes))
                  .collect(Collectors.toList()))
          .stream()
          .filter(region -> ScanBounds.clip(scan, region.start(), region.end()).isPresent())
          .collect(Collectors.toList());
    }
  }

  private static boolean isCopy(RegionInfo region) {
    return region.getReplicaId() != RegionInfo.DEFAULT_REPLICA_ID;
  }

  private static Region region(HRegionLocation location, Map<String, Long> sizes) {
    RegionInfo region = location.getRegion();
    String host = location.getServerName() == null ? "" : location.getServerName().getHostname();
    return Region.of(
        region.getStartKey(),
        region.getEndKey(),
        host,
        sizes.getOrDefault(region.getRegionNameAsString(), 0L));
  }

  /**
   * Queries each region server. A server that does not answer makes the splits less even, but does
   * not fail the job.
   */
  private Map<String, Long> sizes(Admin admin, List<HRegionLocation> locations) {
    Set<ServerName> servers = new LinkedHashSet<>();
    for (HRegionLocation location : locations) {
      if (location.getServerName() != null) {
        servers.add(location.getServerName());
      }
    }
    Map<String, Long> sizes = new HashMap<>();
    List<String> silent = new ArrayList<>();
    for (ServerName server : servers) {
      try {
        for (RegionMetrics region : admin.getRegionMetrics(server, table)) {
          sizes.put(region.getNameAsString(), bytes(region));
        }
      } catch (IOException e) {
        silent.add(server + " (" + e + ")");
      }
    }
    if (!silent.isEmpty()) {
      log.warn(
          "Assuming average region sizes on region servers that did not report sizes: {}", silent);
    }
    return sizes;
  }

  private static long bytes(RegionMetrics region) {
    return (long)
        (region.getStoreFileSize().get(Size.Unit.BYTE)
            + region.getMemStoreSize().get(Size.Unit.BYTE));
  }

  @Override
  public boolean isDivisible() {
    return true;
  }

  @Override
  public byte[] snapshotPart(Region region) {
    return NO_PART;
  }
}
