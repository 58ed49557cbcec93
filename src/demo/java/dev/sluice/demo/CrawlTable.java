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

/** A table with a row for each page. */
public final class CrawlTable {

  private static final byte[] PAGE = Bytes.toBytes("p");
  private static final byte[] HEADERS = Bytes.toBytes("h");

  private final HBaseCluster hbase;
  private final TableName name;

  private CrawlTable(HBaseCluster hbase, TableName name) {
    this.hbase = hbase;
    this.name = name;
  }

  /**
   * Creates the table with its regions, split where the keys are so that each holds as many pages
   * as the others.
   */
  public static CrawlTable create(HBaseCluster hbase, String name, List<Page> pages, int regions)
      throws IOException {
    List<String> keys = pages.stream().map(Page::key).sorted().toList();
    byte[][] splits =
        IntStream.range(1, regions)
            .mapToObj(region -> Bytes.toBytes(keys.get(region * keys.size() / regions)))
            .toArray(byte[][]::new);
    hbase.create(name, splits, "p", "h").close();
    return new CrawlTable(hbase, TableName.valueOf(name));
  }

  /** Adds a row for each page. */
  public void put(List<Page> pages) throws IOException {
    try (BufferedMutator table = hbase.connection().getBufferedMutator(name)) {
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
      return admin.getRegions(name).size();
    }
  }

  /** Rows, by scanning them all. */
  long count() throws IOException {
    Scan scan = new Scan().setFilter(new FirstKeyOnlyFilter()).setCaching(1000);
    long rows = 0;
    try (Table table = hbase.connection().getTable(name);
        ResultScanner scanner = table.getScanner(scan)) {
      for (Result row = scanner.next(); row != null; row = scanner.next()) {
        rows++;
      }
    }
    return rows;
  }
}
