package dev.sluice.cli;

import dev.sluice.bulk.BulkSettings;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for the common keys of jobs that write. */
final class WriteOptions {

  @Mixin private NodesOption nodes;

  @Option(
      names = "--errors-max",
      paramLabel = "N|N%",
      description = "Maximum rejected documents, a number or percentage. Default: 0")
  private String errorsMax;

  /** The URLs of the option, else those of the configuration, else the default. */
  String nodes(Configuration conf) {
    return nodes.in(conf);
  }

  /** The URLs of the option, else those of the configuration. */
  Optional<String> givenNodes(Configuration conf) {
    return nodes.given(conf);
  }

  void applyTo(Configuration conf) {
    set(conf, BulkSettings.ERRORS_MAX.key(), errorsMax);
  }

  static void set(Configuration conf, String key, Object value) {
    if (value != null) {
      conf.set(key, value.toString(), "the command line");
    }
  }
}
