package dev.sluice.cli;

import dev.sluice.client.ConnectionSettings;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** Where Elasticsearch is. */
final class NodesOption {

  @Option(
      names = "--nodes",
      paramLabel = "URLS",
      description =
          "Elasticsearch, one URL or several with commas (default http://localhost:9200).")
  private String nodes;

  /** What was given here, or else in the configuration. */
  String in(Configuration conf) {
    return nodes == null
        ? conf.get(ConnectionSettings.NODES.key(), ConnectionSettings.NODES.fallback())
        : nodes;
  }
}
