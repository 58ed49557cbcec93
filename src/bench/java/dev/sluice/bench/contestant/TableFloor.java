package dev.sluice.bench.contestant;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;

/** {@link Floor} with the documents of a table, which is read before the watch starts. */
final class TableFloor implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    Floor.post(conf, bodies(conf), watch);
  }

  private static List<Bodies.Body> bodies(Configuration conf) throws IOException {
    Bodies bodies = Bodies.of(Floor.bulkBytes(conf));
    TableName name = TableName.valueOf(CrawlRows.table(conf));
    try (Connection connection =
            ConnectionFactory.createConnection(HBaseConfiguration.create(conf));
        Table table = connection.getTable(name);
        ResultScanner rows = table.getScanner(new Scan())) {
      for (Result row : rows) {
        byte[] json = CrawlRows.json(row);
        bodies.add(row.getRow(), json, json.length);
      }
    }
    return bodies.done();
  }
}
