package dev.sluice.cli;

import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.CreateBody;
import dev.sluice.mapreduce.job.JobCaller;
import dev.sluice.mapreduce.job.JobSecrets;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Looks up the index that a command is about to write, to tell what the job would do to it. */
final class TargetLook {

  private TargetLook() {}

  /**
   * Asks Elasticsearch. Blocks.
   *
   * @return a sentence
   * @throws IOException if it does not answer or returns an error
   */
  static String at(Configuration conf, String nodes, String index) throws IOException {
    return find(conf, nodes, index)
        .map(found -> "index " + index + " exists" + unused(conf))
        .orElse("index " + index + " does not exist; the job would create it");
  }

  /** The warning that {@code --create} is ignored, if it is. */
  static Optional<String> warning(Configuration conf, String nodes, String index)
      throws IOException {
    String unused = unused(conf);
    if (unused.isEmpty() || index.contains("{")) {
      return Optional.empty();
    }
    if (!CreateBody.isReadable(conf)) {
      return Optional.empty(); // the submission reports it, with all other problems
    }
    return find(conf, nodes, index).map(found -> "index " + index + " exists" + unused);
  }

  private static String unused(Configuration conf) {
    String create = conf.get(OutputSettings.INDEX_CREATE.key(), "auto");
    return create.equals("auto") || create.equals("never")
        ? ""
        : "; its settings and mappings do not change, and " + create + " is ignored";
  }

  private static Optional<IndexInfo> find(Configuration conf, String nodes, String index)
      throws IOException {
    Configuration own = new Configuration(conf);
    own.set(ConnectionSettings.NODES.key(), nodes);
    Settings settings = Settings.from(own::get);
    ConnectionOptions options =
        ConnectionOptions.read(settings, JobSecrets.read(own, settings), JobCaller.of(own));
    settings.check();
    try (Connection connection = Connection.open(options)) {
      return connection.administration().find(index);
    }
  }
}
