package dev.sluice.hbase;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.TableNotFoundException;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.util.Bytes;

/** Looks whether a table is there to be read, before a job waits for containers. */
final class TableCheck {

  /** HBase's own patience, minutes of it, is meant for tasks and not for somebody who waits. */
  private static final int RETRIES = 3;

  private final Configuration conf;

  private TableCheck(Configuration conf) {
    this.conf = conf;
  }

  static TableCheck of(Configuration given) {
    Configuration conf = HBaseConfiguration.create(given);
    conf.setInt("hbase.client.retries.number", RETRIES);
    conf.setInt("zookeeper.recovery.retry", 1);
    return new TableCheck(conf);
  }

  /** The name of a table, which may have a namespace. */
  static TableName name(String table) {
    try {
      return TableName.valueOf(table);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "\"" + table + "\" is no name of a table; it looks like table or namespace:table", e);
    }
  }

  /**
   * Asks HBase. Blocks until it answers, or until a few attempts have failed.
   *
   * @throws ConfigException if the table is not there, is disabled, or lacks a family of the
   *     mapping
   * @throws IOException if HBase does not answer
   */
  void check(TableName table, RowMapping mapping) throws IOException {
    try (Connection connection = ConnectionFactory.createConnection(conf);
        Admin admin = connection.getAdmin()) {
      check(table, mapping, admin);
    } catch (TableNotFoundException e) {
      throw new ConfigException(
          "there is no table "
              + table
              + " in "
              + place()
              + "; is the name right, with its"
              + " namespace, and is this the right cluster?",
          e);
    } catch (IOException e) {
      throw new IOException(
          "the table " + table + " was looked for in " + place() + ", which answered: " + e, e);
    }
  }

  private void check(TableName table, RowMapping mapping, Admin admin) throws IOException {
    TableDescriptor descriptor = admin.getDescriptor(table);
    if (admin.isTableDisabled(table)) {
      throw new ConfigException(
          "the table " + table + " in " + place() + " is disabled; enable it, or read a snapshot");
    }
    Set<String> missing = new TreeSet<>();
    for (Column column : mapping.columns()) {
      if (!descriptor.hasColumnFamily(column.family())) {
        missing.add(Bytes.toString(column.family()));
      }
    }
    if (!missing.isEmpty()) {
      throw new ConfigException(
          "the mapping reads the families "
              + missing
              + ", but the table "
              + table
              + " in "
              + place()
              + " has only "
              + descriptor.getColumnFamilyNames().stream()
                  .map(Bytes::toString)
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private String place() {
    return "the HBase of hbase.zookeeper.quorum "
        + conf.get("hbase.zookeeper.quorum")
        + ":"
        + conf.get("hbase.zookeeper.property.clientPort", "2181")
        + conf.get("zookeeper.znode.parent", "/hbase");
  }
}
