package dev.sluice.demo;

import dev.sluice.cli.Sluice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The index out into files, and from there into another index. */
final class RoundTrip {

  private static final String SECOND = PagesIndex.NAME + "-2";

  private final String elasticsearch;
  private final Path home;
  private final PrintStream out;

  RoundTrip(String elasticsearch, Path home, PrintStream out) {
    this.elasticsearch = elasticsearch;
    this.home = home;
    this.out = out;
  }

  /** Goes the way, and compares both indices document by document. */
  int run() throws IOException {
    String dump = home.resolve("dump").toString();
    int dumped = sluice("dump", "--index", PagesIndex.NAME, "--output", dump);
    if (dumped != 0) {
      return dumped;
    }
    out.println();
    String job = "sluice.job.dir=" + home.resolve("load-job");
    int loaded = sluice("load", "--envelope", "--input", dump, "--index", SECOND, "-D", job);
    if (loaded != 0) {
      return loaded;
    }
    Map<String, String> first = new PagesIndex(elasticsearch, PagesIndex.NAME).documents();
    Map<String, String> second = new PagesIndex(elasticsearch, SECOND).documents();
    boolean same = first.equals(second);
    out.println();
    out.printf(
        "demo: %d documents dumped, %d loaded, %s%n",
        first.size(), second.size(), same ? "identical" : "NOT identical");
    return same ? 0 : 3;
  }

  private int sluice(String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of(arguments));
    command.addAll(List.of("--nodes", elasticsearch));
    out.println("$ scripts/sluice " + String.join(" ", command));
    return Sluice.run(command.toArray(String[]::new));
  }
}
