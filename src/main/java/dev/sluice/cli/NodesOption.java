package dev.sluice.cli;

import dev.sluice.client.http.ConnectionSettings;
import java.util.Optional;
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

  /** What was given here, or else in the configuration, or else the default. */
  String in(Configuration conf) {
    return given(conf).orElse(ConnectionSettings.NODES.fallback());
  }

  /** What was given here, or else in the configuration. */
  Optional<String> given(Configuration conf) {
    return Optional.ofNullable(nodes == null ? conf.get(ConnectionSettings.NODES.key()) : nodes);
  }
}
