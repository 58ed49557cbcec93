package dev.sluice.hbase;

import dev.sluice.hbase.scan.TableRegions;
import dev.sluice.routing.Region;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Scan;

/** The size of a table before there is a job that reads it. */
public final class TableSize {

  private TableSize() {}

  /**
   * The regions of a table with their sizes. Blocks while it queries HBase.
   *
   * @param table the table name, with its namespace unless that is the default namespace
   * @throws dev.sluice.config.ConfigException if the table does not exist or is disabled
   * @throws IOException if HBase does not answer
   */
  public static List<Region> regions(Configuration conf, String table) throws IOException {
    TableName name = TableCheck.name(table);
    TableCheck.of(conf).check(name);
    return new TableRegions(conf, name, new Scan()).regions();
  }
}
