package dev.sluice.cli;

import dev.sluice.client.http.ConnectionSettings;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** The option with the URLs of Elasticsearch. */
final class NodesOption {

  @Option(
      names = "--nodes",
      paramLabel = "URLS",
      description = {"Elasticsearch URLs, comma-separated.", "Default: http://localhost:9200"})
  private String nodes;

  /** The URLs of the option, else those of the configuration, else the default. */
  String in(Configuration conf) {
    return given(conf).orElse(ConnectionSettings.NODES.fallback());
  }

  /** The URLs of the option, else those of the configuration. */
  Optional<String> given(Configuration conf) {
    return Optional.ofNullable(nodes == null ? conf.get(ConnectionSettings.NODES.key()) : nodes);
  }
}
