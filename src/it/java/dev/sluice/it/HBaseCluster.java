package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseTestingUtility;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.HRegionLocation;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.StartMiniClusterOption;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.RegionLocator;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.coprocessor.CoprocessorHost;
import org.apache.hadoop.hbase.security.access.AccessController;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * HBase in this JVM: ZooKeeper, a file system, a master and two region servers. Takes half a minute
 * to start, so the tests of a JVM share one, which ends with the JVM.
 */
public final class HBaseCluster implements Closeable {

  /** How long a scanner may be left alone; short, so that a test can outlast it. */
  public static final Duration SCANNER_LEASE = Duration.ofSeconds(10);

  private static final int REGION_SERVERS = 2;

  private static final int START_MILLIS = 180_000;

  private static HBaseCluster shared;

  private final HBaseTestingUtility hbase;

  private HBaseCluster(HBaseTestingUtility hbase) {
    this.hbase = hbase;
  }

  /** The one that the tests of this JVM share. */
  public static synchronized HBaseCluster shared() {
    if (shared == null) {
      try {
        shared = start(Path.of("target", "hbase"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  /**
   * Starts one.
   *
   * @param dir for its files; relative to the working directory is fine
   */
  public static HBaseCluster start(Path dir) throws IOException {
    return start(dir, conf -> {});
  }

  /** Starts one that asks who may read what; who runs the tests may do everything. */
  static HBaseCluster startWithAccessControl(Path dir) throws IOException {
    return start(
        dir,
        conf -> {
          conf.set("hbase.security.authorization", "true");
          conf.set("hbase.superuser", System.getProperty("user.name"));
          conf.set(CoprocessorHost.MASTER_COPROCESSOR_CONF_KEY, AccessController.class.getName());
          conf.set(CoprocessorHost.REGION_COPROCESSOR_CONF_KEY, AccessController.class.getName());
          conf.set(
              CoprocessorHost.REGIONSERVER_COPROCESSOR_CONF_KEY, AccessController.class.getName());
        });
  }

  private static HBaseCluster start(Path dir, Consumer<Configuration> more) throws IOException {
    System.setProperty("test.build.data.basedirectory", dir.toAbsolutePath().toString());
    HBaseTestingUtility hbase = new HBaseTestingUtility();
    Configuration conf = hbase.getConfiguration();
    // No web pages: nobody looks at them, and their ports may be taken.
    conf.setInt(HConstants.MASTER_INFO_PORT, -1);
    conf.setInt(HConstants.REGIONSERVER_INFO_PORT, -1);
    // Each region that is written to would hold 2 MB of heap, and tests have tables of 256 regions.
    conf.setBoolean("hbase.hregion.memstore.mslab.enabled", false);
    // The usual half a minute is short where two cores are shared.
    conf.setInt("hbase.master.start.timeout.localHBaseCluster", START_MILLIS);
    conf.setInt("hbase.master.init.timeout.localHBaseCluster", START_MILLIS);
    // Its files go with the build: nobody waits for an orderly end of all its regions.
    conf.setBoolean("hbase.shutdown.hook", false);
    conf.setInt(HConstants.HBASE_CLIENT_SCANNER_TIMEOUT_PERIOD, (int) SCANNER_LEASE.toMillis());
    more.accept(conf);
    String temporary = System.getProperty("java.io.tmpdir");
    try {
      hbase.startMiniCluster(
          StartMiniClusterOption.builder()
              .numRegionServers(REGION_SERVERS)
              .numDataNodes(1)
              .build());
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("HBase did not start in " + dir, e);
    } finally {
      // HBase moves it into its own directory, which goes with the cluster.
      System.setProperty("java.io.tmpdir", temporary);
    }
    return new HBaseCluster(hbase);
  }

  /** What a client needs to know; a copy. */
  public Configuration configuration() {
    return new Configuration(hbase.getConfiguration());
  }

  /** The options by which a command finds it. */
  public List<String> options() {
    return address().entrySet().stream()
        .flatMap(key -> Stream.of("-D", key.getKey() + "=" + key.getValue()))
        .toList();
  }

  /** The keys by which a client finds it. */
  public Map<String, String> address() {
    Configuration conf = hbase.getConfiguration();
    Map<String, String> address = new TreeMap<>();
    for (String key : List.of(HConstants.ZOOKEEPER_QUORUM, HConstants.ZOOKEEPER_CLIENT_PORT)) {
      address.put(key, conf.get(key));
    }
    return address;
  }

  /** Of all clients in this JVM; closed with the cluster. */
  public Connection connection() throws IOException {
    return hbase.getConnection();
  }

  /** How many scanners the region servers hold open. */
  public int openScanners() {
    return hbase.getMiniHBaseCluster().getLiveRegionServerThreads().stream()
        .mapToInt(thread -> thread.getRegionServer().getRSRpcServices().getScannersCount())
        .sum();
  }

  /** Creates a table; an old one of the name goes. */
  public Table create(String name, byte[][] splits, String... families) throws IOException {
    TableName table = TableName.valueOf(name);
    TableDescriptorBuilder descriptor = TableDescriptorBuilder.newBuilder(table);
    for (String family : families) {
      descriptor.setColumnFamily(ColumnFamilyDescriptorBuilder.of(family));
    }
    try (Admin admin = connection().getAdmin()) {
      if (admin.tableExists(table)) {
        hbase.deleteTable(table);
      }
      admin.createTable(descriptor.build(), splits);
    }
    return connection().getTable(table);
  }

  /** Splits the region of a key at that key, and waits until it is. */
  public void split(String table, String at) throws Exception {
    try (Admin admin = connection().getAdmin()) {
      admin
          .splitRegionAsync(location(table, at).getRegion().getRegionName(), Bytes.toBytes(at))
          .get(1, TimeUnit.MINUTES);
    }
  }

  /** Merges the regions of two keys, and waits until they are one. */
  public void merge(String table, String left, String right) throws Exception {
    byte[][] both = {
      location(table, left).getRegion().getRegionName(),
      location(table, right).getRegion().getRegionName()
    };
    try (Admin admin = connection().getAdmin()) {
      admin.mergeRegionsAsync(both, false).get(1, TimeUnit.MINUTES);
    }
  }

  /** Moves the region of a key to the other server. */
  public void move(String table, String key) throws IOException {
    HRegionLocation from = location(table, key);
    try (Admin admin = connection().getAdmin()) {
      ServerName to =
          admin.getRegionServers().stream()
              .filter(server -> !server.equals(from.getServerName()))
              .findAny()
              .orElseThrow();
      admin.move(from.getRegion().getEncodedNameAsBytes(), to);
    }
    assertThat(location(table, key).getServerName()).isNotEqualTo(from.getServerName());
  }

  private HRegionLocation location(String table, String key) throws IOException {
    try (RegionLocator locator = connection().getRegionLocator(TableName.valueOf(table))) {
      return locator.getRegionLocation(Bytes.toBytes(key), true);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      hbase.shutdownMiniCluster();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("HBase did not stop", e);
    }
  }
}
