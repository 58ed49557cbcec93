package dev.sluice.hbase;

import dev.sluice.config.ConfigException;
import dev.sluice.hbase.mapping.MappedFamilies;
import dev.sluice.hbase.mapping.RowMapping;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.TableNotFoundException;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.security.AccessDeniedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that a table can be read before the job requests containers. It needs only the right to
 * read the table.
 */
final class TableCheck {

  private static final Logger log = LoggerFactory.getLogger(TableCheck.class);

  /** HBase's default retries take minutes, which is too long for an interactive check. */
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

  /** Parses the name of a table, optionally with a namespace. */
  static TableName name(String table) {
    try {
      return TableName.valueOf(table);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "invalid table name \"" + table + "\": write table or namespace:table", e);
    }
  }

  /**
   * Checks the table. Blocks until HBase answers or a few attempts have failed.
   *
   * @throws ConfigException if the table does not exist, is disabled, lacks a column family of the
   *     mapping, or has one that the user may not read
   * @throws IOException if HBase does not answer
   */
  void check(TableName table, RowMapping mapping) throws IOException {
    looking(
        table,
        (connection, admin) -> {
          Optional<TableDescriptor> descriptor = descriptor(table, admin);
          checkEnabled(table, admin);
          checkFamilies(table, mapping, descriptor, connection);
        });
  }

  /**
   * Checks that the table exists and is enabled. Blocks.
   *
   * @throws ConfigException if it does not exist or is disabled
   * @throws IOException if HBase does not answer
   */
  void check(TableName table) throws IOException {
    looking(
        table,
        (connection, admin) -> {
          if (!admin.tableExists(table)) {
            throw new TableNotFoundException(table);
          }
          checkEnabled(table, admin);
        });
  }

  /** Asks HBase about a table. */
  private interface Look {
    void at(Connection connection, Admin admin) throws IOException;
  }

  private void looking(TableName table, Look look) throws IOException {
    ZooKeeperCheck.check(conf);
    try (Connection connection = ConnectionFactory.createConnection(conf);
        Admin admin = connection.getAdmin()) {
      look.at(connection, admin);
    } catch (TableNotFoundException e) {
      throw new ConfigException(
          "table not found: "
              + table
              + " in "
              + place()
              + "; check its name, its namespace and the cluster",
          e);
    } catch (IOException e) {
      throw new IOException(
          "looking up table " + table + " in " + place() + " failed: " + reason(e), e);
    }
  }

  /** The first line of the last cause; HBase lists every attempt in the message of the first. */
  private static String reason(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last.toString().split("\n", 2)[0];
  }

  private void checkEnabled(TableName table, Admin admin) throws IOException {
    if (admin.isTableDisabled(table)) {
      throw new ConfigException(
          "table " + table + " in " + place() + " is disabled; enable it, or read a snapshot");
    }
  }

  private void checkFamilies(
      TableName table,
      RowMapping mapping,
      Optional<TableDescriptor> descriptor,
      Connection connection)
      throws IOException {
    MappedFamilies families = MappedFamilies.of(mapping, "table " + table + " in " + place());
    if (descriptor.isPresent()) {
      families.check(descriptor.get());
    } else {
      try (Table open = connection.getTable(table)) {
        families.check(open);
      }
    }
  }

  /**
   * The descriptor; empty for a user who may read the table but neither administer nor create it.
   */
  private static Optional<TableDescriptor> descriptor(TableName table, Admin admin)
      throws IOException {
    try {
      return Optional.of(admin.getDescriptor(table));
    } catch (AccessDeniedException e) {
      log.debug("HBase does not describe the table {} to this user", table, e);
      return Optional.empty();
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
