package dev.sluice.demo;

import dev.sluice.it.HBaseCluster;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.BufferedMutator;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.filter.FirstKeyOnlyFilter;
import org.apache.hadoop.hbase.util.Bytes;

/** The table {@code crawl}: a row for each page. */
final class CrawlTable {

  static final String NAME = "crawl";

  private static final TableName TABLE = TableName.valueOf(NAME);
  private static final byte[] PAGE = Bytes.toBytes("p");
  private static final byte[] HEADERS = Bytes.toBytes("h");

  private final HBaseCluster hbase;

  private CrawlTable(HBaseCluster hbase) {
    this.hbase = hbase;
  }

  /**
   * Creates the table with its regions, split where the keys are so that each holds as many pages
   * as the others.
   */
  static CrawlTable create(HBaseCluster hbase, List<Page> pages, int regions) throws IOException {
    List<String> keys = pages.stream().map(Page::key).sorted().toList();
    byte[][] splits =
        IntStream.range(1, regions)
            .mapToObj(region -> Bytes.toBytes(keys.get(region * keys.size() / regions)))
            .toArray(byte[][]::new);
    hbase.create(NAME, splits, "p", "h").close();
    return new CrawlTable(hbase);
  }

  void put(List<Page> pages) throws IOException {
    try (BufferedMutator table = hbase.connection().getBufferedMutator(TABLE)) {
      for (Page page : pages) {
        table.mutate(row(page));
      }
    }
  }

  private static Put row(Page page) {
    Put put = new Put(Bytes.toBytes(page.key()));
    column(put, "url", Bytes.toBytes(page.url()));
    column(put, "title", Bytes.toBytes(page.title()));
    byte[] html = Bytes.toBytes(page.html());
    column(put, "html", html);
    column(put, "length", Bytes.toBytes(html.length));
    column(put, "fetched", Bytes.toBytes(page.fetched()));
    page.headers()
        .forEach(
            (name, value) -> put.addColumn(HEADERS, Bytes.toBytes(name), Bytes.toBytes(value)));
    return put;
  }

  private static void column(Put put, String name, byte[] value) {
    put.addColumn(PAGE, Bytes.toBytes(name), value);
  }

  int regions() throws IOException {
    try (Admin admin = hbase.connection().getAdmin()) {
      return admin.getRegions(TABLE).size();
    }
  }

  /** Rows, by scanning them all. */
  long count() throws IOException {
    Scan scan = new Scan().setFilter(new FirstKeyOnlyFilter()).setCaching(1000);
    long rows = 0;
    try (Table table = hbase.connection().getTable(TABLE);
        ResultScanner scanner = table.getScanner(scan)) {
      for (Result row = scanner.next(); row != null; row = scanner.next()) {
        rows++;
      }
    }
    return rows;
  }
}
