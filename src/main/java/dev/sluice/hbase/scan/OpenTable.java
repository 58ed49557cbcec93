package dev.sluice.hbase.scan;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Table;

/** A table with a connection of its own. Used by one thread, which closes it. */
public final class OpenTable implements Closeable {

  private final Connection connection;
  private final Table table;

  private OpenTable(Connection connection, Table table) {
    this.connection = connection;
    this.table = table;
  }

  /** Connects; closing this closes the connection. */
  public static OpenTable open(Configuration conf, TableName name) throws IOException {
    Connection connection = ConnectionFactory.createConnection(conf);
    try {
      return new OpenTable(connection, connection.getTable(name));
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** The table. */
  public Table table() {
    return table;
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
