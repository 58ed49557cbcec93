package dev.sluice.bench.contestant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.filter.FirstKeyOnlyFilter;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * One row in ten of the table of an assignment gets another title, before the watch starts.
 *
 * @param since a time before the first change
 * @param rows how many rows have changed
 */
record ChangedRows(long since, int rows) {

  private static final int ONE_IN = 10;

  /** Region servers report their time every 3 s, and a later one is in the future for Sluice. */
  private static final int REPORT_SECONDS = 4;

  static ChangedRows in(Configuration conf) throws IOException, InterruptedException {
    TableName name = TableName.valueOf(CrawlRows.table(conf));
    try (Connection connection =
            ConnectionFactory.createConnection(HBaseConfiguration.create(conf));
        Table table = connection.getTable(name)) {
      List<byte[]> keys = keys(table);
      long since = System.currentTimeMillis();
      List<Put> puts = new ArrayList<>();
      for (byte[] key : keys) {
        byte[] title = Bytes.toBytes("changed at " + since);
        puts.add(new Put(key).addColumn(CrawlRows.PAGE, Bytes.toBytes("title"), title));
      }
      table.put(puts);
      TimeUnit.SECONDS.sleep(REPORT_SECONDS);
      return new ChangedRows(since, puts.size());
    }
  }

  private static List<byte[]> keys(Table table) throws IOException {
    List<byte[]> keys = new ArrayList<>();
    int row = 0;
    Scan scan = new Scan().setFilter(new FirstKeyOnlyFilter()).setCaching(1_000);
    try (ResultScanner rows = table.getScanner(scan)) {
      for (Result each : rows) {
        if (row++ % ONE_IN == 0) {
          keys.add(each.getRow());
        }
      }
    }
    return keys;
  }
}
