package dev.sluice.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.cli.Sluice;
import dev.sluice.it.ElasticsearchProcess;
import dev.sluice.it.HBaseCluster;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/**
 * Fills an HBase table as a crawler would, has the command {@code table} rehearse the load and then
 * run it, and counts on both sides. Leaves with 0 only if the counts agree.
 */
final class Demo {

  private static final String TABLE = "crawl";
  private static final int REGIONS = 16;
  private static final String WORDS = "split a region";

  private final DemoOptions options;
  private final Path home;
  private final PrintStream out;

  private Demo(DemoOptions options, Path home, PrintStream out) {
    this.options = options;
    this.home = home;
    this.out = out;
  }

  /** Runs the demo in the working directory, with {@code target/demo} for its files. */
  public static void main(String[] args) {
    DemoOptions options = new DemoOptions();
    CommandLine line = new CommandLine(options);
    try {
      line.parseArgs(args);
    } catch (CommandLine.ParameterException e) {
      System.err.println("scripts/demo: " + e.getMessage() + "; try scripts/demo --help");
      System.exit(2);
    }
    boolean helped = CommandLine.printHelpIfRequested(line.getParseResult());
    int code = helped ? 0 : run(options);
    fallSilent();
    System.exit(code);
  }

  /** HBase lists its threads while it goes down, which is no part of the story. */
  private static void fallSilent() {
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
  }

  private static int run(DemoOptions options) {
    try {
      return new Demo(options, Path.of("target", "demo"), System.out).run();
    } catch (IOException | UncheckedIOException e) {
      System.err.println("demo: " + e.getMessage());
      return 3;
    }
  }

  private int run() throws IOException {
    out.println("Starting HBase" + (ownServer() ? " and Elasticsearch" : "") + " …");
    CompletableFuture<String> server = CompletableFuture.supplyAsync(this::elasticsearch);
    HBaseCluster hbase = HBaseCluster.start(home.resolve("hbase"));
    CrawlTable crawl = fill(hbase);
    String elasticsearch = server.join();

    int code = rehearse(hbase, elasticsearch);
    if (code == 0) {
      code = load(hbase, elasticsearch);
    }
    if (code != 0) {
      out.println("demo: the table was not loaded: the command failed with exit code " + code);
      return code;
    }
    int outcome = compare(crawl, new PagesIndex(elasticsearch, PagesIndex.NAME));
    if (outcome == 0) {
      title("Write the index into files, and load those into a second index.");
      outcome = new RoundTrip(elasticsearch, home, out).run();
    }
    if (outcome == 0 && options.hydrate) {
      new Hydration(elasticsearch, home, out).run();
    }
    out.println("report: " + home.resolve("report/report.html").toAbsolutePath());
    if (options.keep) {
      keep(hbase, elasticsearch);
    }
    return outcome;
  }

  private boolean ownServer() {
    return options.elasticsearch == null;
  }

  private String elasticsearch() {
    if (!ownServer()) {
      return options.elasticsearch.replaceFirst("/+$", "");
    }
    String version = System.getProperty("sluice.test.server-version");
    Path zip = Path.of("target", "servers", "elasticsearch-" + version + ".zip");
    try {
      // Stopped by a hook of its own when this process ends, in whatever way it does.
      return ElasticsearchProcess.of(zip).optimized().startAlone().url();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Elasticsearch was starting", e);
    }
  }

  private CrawlTable fill(HBaseCluster hbase) throws IOException {
    List<Page> pages = Pages.everywhere(home, Clock.systemUTC());
    CrawlTable crawl = CrawlTable.create(hbase, TABLE, pages, REGIONS);
    crawl.put(pages);
    out.printf(
        "Table %s: %,d pages in %d regions on 2 region servers.%n",
        TABLE, pages.size(), crawl.regions());
    return crawl;
  }

  /** Says how long the load will take, and what limits it. */
  private int rehearse(HBaseCluster hbase, String elasticsearch) {
    title(
        "Rehearse the load: a few trials load samples into a scratch index, which is deleted at the"
            + " end.\nThe progress starts anew with each trial; most of a trial is the start of its"
            + " job. One minute.");
    return table(hbase, elasticsearch, "--rehearse", "10s");
  }

  private int load(HBaseCluster hbase, String elasticsearch) {
    title("Load the table.");
    String job = "sluice.job.dir=" + home.resolve("job");
    return table(hbase, elasticsearch, "--report", home.resolve("report").toString(), "-D", job);
  }

  private int table(HBaseCluster hbase, String elasticsearch, String... more) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("table", "--table", TABLE, "--index", PagesIndex.NAME));
    command.addAll(List.of("--mapping", "src/demo/resources/pages.mapping"));
    command.addAll(List.of("--nodes", elasticsearch, "--mappers", "2"));
    command.addAll(hbase.options());
    command.addAll(List.of(more));
    out.println("$ scripts/sluice " + String.join(" ", command));
    return Sluice.run(command.toArray(new String[0]));
  }

  private void title(String text) {
    out.println();
    out.println(text);
  }

  private int compare(CrawlTable crawl, PagesIndex pages) throws IOException {
    title("Search for \"" + WORDS + "\":");
    int number = 1;
    for (String hit : pages.search(WORDS, 5)) {
      out.println("  " + number++ + ". " + hit);
    }
    long rows = crawl.count();
    long documents = pages.count();
    out.println();
    out.printf(
        "demo: %d rows in %s, %d documents in %s, 0 rejected%n",
        rows, TABLE, documents, PagesIndex.NAME);
    return rows == documents && rows > 0 ? 0 : 3;
  }

  /** Waits for Ctrl-C, whose hooks stop the servers. */
  private void keep(HBaseCluster hbase, String elasticsearch) {
    out.println();
    out.println("Elasticsearch  " + elasticsearch + "/" + PagesIndex.NAME + "/_search");
    out.println("HBase          " + String.join(" ", hbase.options()));
    out.println("Both stay up until Ctrl-C.");
    fallSilent();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
