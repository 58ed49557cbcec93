package dev.sluice.demo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the demo can be told. */
@Command(
    name = "scripts/demo",
    description = {
      "Puts about 3,580 pages of documentation into an HBase table with 16 regions, and the table"
          + " into Elasticsearch. Both servers are started for it; nothing needs to be installed"
          + " but a JDK 17 and Maven."
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
      names = "--elasticsearch",
      paramLabel = "URL",
      description =
          "Uses this Elasticsearch and starts none; its index `pages` must be empty,"
              + " missing, or the demo's own.")
  String elasticsearch;
}
