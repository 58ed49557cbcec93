package dev.sluice.cli;

import dev.sluice.client.http.ConnectionSettings;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The index of a command that runs no job, and the connection to it. */
final class ExistingIndex {

  @Option(
      names = "--index",
      required = true,
      paramLabel = "NAME",
      description = "Index, or an alias of it.")
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
