package dev.sluice.demo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the demo can be told. */
@Command(
    name = "scripts/demo",
    description = {
      "Puts about 3,580 pages of documentation into an HBase table with 16 regions, and the table"
          + " into Elasticsearch, after a rehearsal of the load; then that index into files, and those"
          + " into a second index. Prints the path of the load's report at the end. Both servers are"
          + " started for it; nothing needs to be installed but a JDK 17 to 22 and Maven."
    },
    usageHelpWidth = 100)
final class DemoOptions {

  @Option(names = "--help", usageHelp = true, description = "Shows this text.")
  boolean help;

  @Option(
      names = "--keep",
      description = "Keeps the servers up afterwards, until Ctrl-C, and prints their addresses.")
  boolean keep;

  @Option(
      names = "--hydrate",
      description =
          "Goes on to complete each document by a call to a slow service, with 1, 10 and 100 calls"
              + " in flight; takes two minutes more.")
  boolean hydrate;

  @Option(
      names = "--elasticsearch",
      paramLabel = "URL",
      description =
          "Uses this Elasticsearch and starts none; its indices `pages` and `pages-2` must be empty,"
              + " missing, or the demo's own.")
  String elasticsearch;
}
