package dev.sluice.hbase.mapping;

import dev.sluice.bench.Microbenchmark;
import dev.sluice.testing.Rows;
import org.apache.hadoop.hbase.client.Result;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a row costs until it is a document. */
@State(Scope.Thread)
public class RowBenchmark extends Microbenchmark {

  private static final String MAPPING =
      """
      _id      = key
      url      = p:url
      title    = p:title
      html     = p:html
      length   = p:length as int
      fetched  = p:fetched as long
      header.* = h:*
      """;

  /** Bytes of the page in the row. */
  @Param({"1024", "10240"})
  public int page;

  private RowEncoder encoder;
  private Result row;

  /** Makes the row: a page of a crawl, with markup in it and quotes to escape. */
  @Setup
  public void setUp() {
    String paragraph = "<p class=\"text\">A line of a page, as pages go.</p>\n";
    encoder = new RowEncoder(RowMapping.parse(MAPPING));
    row =
        Rows.row("org.example.www/a/page.html")
            .with("p:url", "https://www.example.org/a/page.html")
            .with("p:title", "A page")
            .with("p:html", paragraph.repeat(1 + page / paragraph.length()).substring(0, page))
            .with("p:length", page)
            .with("p:fetched", Rows.TIME)
            .with("h:content-type", "text/html; charset=utf-8")
            .with("h:content-length", Integer.toString(page))
            .with("h:etag", "\"6c8f1d2b\"")
            .with("h:last-modified", "Sun, 13 Sep 2020 12:26:40 GMT")
            .result();
  }

  /** Maps it. */
  @Benchmark
  public RowDocument map() throws RowException {
    return encoder.encode(row);
  }
}
