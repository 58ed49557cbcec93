package dev.sluice.cli;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Mixin;

/** Options for the common keys of jobs that write. */
final class WriteOptions {

  @Mixin private NodesOption nodes;

  @Mixin private RunOptions run;

  /** The URLs of the option, else those of the configuration, else the default. */
  String nodes(Configuration conf) {
    return nodes.in(conf);
  }

  /** The URLs of the option, else those of the configuration. */
  Optional<String> givenNodes(Configuration conf) {
    return nodes.given(conf);
  }

  void applyTo(Configuration conf) {
    run.applyTo(conf);
  }

  static void set(Configuration conf, String key, Object value) {
    if (value != null) {
      conf.set(key, value.toString(), "the command line");
    }
  }
}
