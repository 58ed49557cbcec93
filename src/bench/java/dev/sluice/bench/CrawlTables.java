package dev.sluice.bench;

import dev.sluice.bench.contestant.CrawlRows;
import dev.sluice.demo.CrawlTable;
import dev.sluice.demo.Page;
import dev.sluice.demo.Pages;
import dev.sluice.it.HBaseCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;

/** HBase with tables of the demo's pages, as many as are asked for. For one thread. */
final class CrawlTables {

  private static final Path JARS = Path.of("target", "demo");
  private static final int REGIONS = 16;

  private final HBaseCluster hbase;
  private final List<Page> web;
  private final Set<Long> filled = new HashSet<>();

  private CrawlTables(HBaseCluster hbase, List<Page> web) {
    this.hbase = hbase;
    this.web = web;
  }

  /**
   * Starts HBase, which ends with this JVM.
   *
   * @param dir for its files; nothing may be there
   */
  static CrawlTables start(Path dir) throws IOException {
    return new CrawlTables(HBaseCluster.start(dir), Pages.everywhere(JARS, Clock.systemUTC()));
  }

  /** Makes the table with so many rows: the pages, and copies of them when they run out. */
  void fill(long rows) throws IOException {
    if (filled.add(rows)) {
      List<Page> pages = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        pages.add(copy(web.get(i % web.size()), i / web.size()));
      }
      CrawlTable.create(hbase, CrawlRows.table(rows), pages, REGIONS).put(pages);
    }
  }

  /** Writes the rows to files, as those of a table that was filled long ago. */
  void flush(long rows) throws IOException {
    try (Admin admin = hbase.connection().getAdmin()) {
      admin.flush(TableName.valueOf(CrawlRows.table(rows)));
    }
  }

  private static Page copy(Page page, int number) {
    return number == 0
        ? page
        : new Page(
            page.key() + "?copy=" + number,
            page.url() + "?copy=" + number,
            page.title(),
            page.html(),
            page.fetched(),
            page.headers());
  }

  /** Where HBase is. */
  Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String option : hbase.options()) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        keys.put(option.substring(0, equals), option.substring(equals + 1));
      }
    }
    return keys;
  }
}
