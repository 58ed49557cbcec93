package dev.sluice.hbase;

import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Node;
import dev.sluice.config.Settings;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.JobCaller;
import dev.sluice.mapreduce.job.JobSecrets;
import java.io.IOException;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the Elasticsearch data nodes of the cluster that a job writes to. */
final class DataNodes {

  private static final Logger log = LoggerFactory.getLogger(DataNodes.class);

  private DataNodes() {}

  /**
   * Queries the cluster with the secrets of the job. Blocks.
   *
   * @return empty, with a log message, if the job writes elsewhere or no node answers
   */
  static OptionalInt of(JobContext job) {
    Configuration conf = job.getConfiguration();
    if (!OutputSettings.INDEX.isGiven(conf::get)) {
      log.warn(
          "{} is auto, but the job does not write to an index: using one map task for each region",
          HBaseSettings.MAPPERS);
      return OptionalInt.empty();
    }
    Settings settings = Settings.from(conf::get);
    ConnectionOptions options =
        ConnectionOptions.read(settings, JobSecrets.of(job.getCredentials()), JobCaller.of(job));
    settings.check();
    try (Connection connection = Connection.open(options)) {
      int nodes =
          (int)
              connection.administration().cluster().nodes().stream()
                  .filter(Node::holdsData)
                  .count();
      log.info("{} is auto: one map task for each of {} data nodes", HBaseSettings.MAPPERS, nodes);
      return OptionalInt.of(Math.max(1, nodes));
    } catch (IOException e) {
      log.warn(
          "{} is auto, but the nodes could not be listed: using one map task for each region: {}",
          HBaseSettings.MAPPERS,
          e.toString());
      return OptionalInt.empty();
    }
  }
}
