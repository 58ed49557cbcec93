package dev.sluice.bench.contestant;

import dev.sluice.bench.contestant.Bodies.Body;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;

/**
 * {@link Floor} with the documents of a table. Each task scans some regions beside its requests:
 * the thread that has none to post reads the next.
 */
final class TableFloor implements Contestant {

  /** The requests of one task, made as they are asked for. */
  private static final class Part implements Floor.Source {

    private final ResultScanner rows;
    private final Bodies bodies;

    Part(ResultScanner rows, int limit) {
      this.rows = rows;
      bodies = Bodies.of(limit);
    }

    @Override
    public synchronized Optional<Body> next() throws IOException {
      Optional<Body> full = bodies.takeFull();
      while (full.isEmpty()) {
        Result row = rows.next();
        if (row == null) {
          bodies.done();
          return bodies.takeFull();
        }
        byte[] json = CrawlRows.json(row);
        bodies.add(row.getRow(), json, json.length);
        full = bodies.takeFull();
      }
      return full;
    }
  }

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    int tasks = Assignment.of(conf).tasks();
    TableName name = TableName.valueOf(CrawlRows.table(conf));
    try (Connection connection =
            ConnectionFactory.createConnection(HBaseConfiguration.create(conf));
        Admin admin = connection.getAdmin();
        Table table = connection.getTable(name)) {
      List<RegionInfo> regions = admin.getRegions(name);
      List<Floor.Source> parts = new ArrayList<>();
      for (int task = 0; task < tasks; task++) {
        int first = regions.size() * task / tasks;
        int end = regions.size() * (task + 1) / tasks;
        ResultScanner rows = table.getScanner(scan(regions.subList(first, end)));
        parts.add(new Part(rows, Floor.bulkBytes(conf)));
      }
      Floor.postFrom(conf, parts, watch);
    }
  }

  /**
   * Scans regions, at least one, in the order of their keys. As HBase recommends for a whole table,
   * the servers do not keep its blocks.
   */
  private static Scan scan(List<RegionInfo> regions) {
    return new Scan()
        .setCacheBlocks(false)
        .withStartRow(regions.get(0).getStartKey())
        .withStopRow(regions.get(regions.size() - 1).getEndKey());
  }
}
