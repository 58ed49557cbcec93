package dev.sluice.cli;

import dev.sluice.bulk.BulkSettings;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The everyday keys of a job that writes, as options of their own. */
final class WriteOptions {

  @Mixin private NodesOption nodes;

  @Option(
      names = "--errors-max",
      paramLabel = "N|N%",
      description = "Rejected documents to put up with (default 0).")
  private String errorsMax;

  /** What was given here, or else in the configuration, or else the default. */
  String nodes(Configuration conf) {
    return nodes.in(conf);
  }

  /** What was given here, or else in the configuration. */
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
