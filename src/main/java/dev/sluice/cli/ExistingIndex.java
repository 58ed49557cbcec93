package dev.sluice.cli;

import dev.sluice.client.http.ConnectionSettings;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An index that a command without a job is about, and how to get there. */
final class ExistingIndex {

  @Option(
      names = "--index",
      required = true,
      paramLabel = "NAME",
      description = "The index, or an alias of it.")
  private String index;

  @Mixin private NodesOption nodes;

  @Mixin private HadoopOptions hadoop;

  String name() {
    return index;
  }

  /** The keys of the command line. */
  Configuration configuration() {
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    conf.set(ConnectionSettings.NODES.key(), nodes.in(conf), "the command line");
    return conf;
  }
}
