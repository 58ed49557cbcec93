package dev.sluice.cli;

import dev.sluice.client.ConnectionSettings;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.LocalJobRunner;
import org.apache.hadoop.mapreduce.JobContext;
import picocli.CommandLine.Option;

/** The everyday keys of any job, as options of their own. */
final class TaskOptions {

  @Option(
      names = "--nodes",
      paramLabel = "URLS",
      description =
          "Elasticsearch, one URL or several with commas (default http://localhost:9200).")
  private String nodes;

  @Option(names = "--mappers", paramLabel = "N", description = "Tasks that run at a time, at most.")
  private Integer mappers;

  /** What was given here, or else in the configuration, or else the default. */
  String nodes(Configuration conf) {
    return givenNodes(conf).orElse(ConnectionSettings.NODES.fallback());
  }

  /** What was given here, or else in the configuration. */
  Optional<String> givenNodes(Configuration conf) {
    return Optional.ofNullable(nodes == null ? conf.get(ConnectionSettings.NODES.key()) : nodes);
  }

  /** How many tasks, where that was given. */
  OptionalInt mappers() {
    return mappers == null ? OptionalInt.empty() : OptionalInt.of(mappers);
  }

  void applyTo(Configuration conf) {
    // The cluster's key, and the local runner's.
    WriteOptions.set(conf, JobContext.JOB_RUNNING_MAP_LIMIT, mappers);
    WriteOptions.set(conf, LocalJobRunner.LOCAL_MAX_MAPS, mappers);
  }
}
