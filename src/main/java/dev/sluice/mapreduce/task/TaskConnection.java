package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkTransport;
import dev.sluice.bulk.Lanes;
import dev.sluice.client.Connection;
import dev.sluice.client.bulk.LanedTransport;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.search.GuardSearch;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobCaller;
import dev.sluice.mapreduce.job.JobSecrets;
import dev.sluice.mapreduce.job.PlannedLanes;
import dev.sluice.mapreduce.keys.GuardQuery;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;

/** The connection of a task to Elasticsearch, with its transport and lanes. */
public final class TaskConnection implements Closeable {

  private final BulkTransport transport;
  private final Lanes lanes;
  private final Supplier<Map<String, Long>> bytesByNode;
  private final Duration timeout;
  private final Closeable connection;
  private final GuardSearch guard;

  private TaskConnection(
      BulkTransport transport,
      Lanes lanes,
      Supplier<Map<String, Long>> bytesByNode,
      Duration timeout,
      Closeable connection,
      Optional<GuardSearch> guard) {
    this.transport = transport;
    this.lanes = lanes;
    this.bytesByNode = bytesByNode;
    this.timeout = timeout;
    this.connection = connection;
    this.guard = guard.orElse(null);
  }

  /** Opens a connection for a task. */
  public static TaskConnection open(JobContext task) throws IOException {
    ConnectionOptions options = options(task);
    if (OutputSettings.DRY_RUN.read(task.getConfiguration()::get)) {
      return over(new DryRunTransport(), options.timeout(), () -> {});
    }
    Connection connection = Connection.open(options);
    String index = IndexPlan.load(task.getConfiguration()).index();
    LanedTransport laned = connection.lanedTransport(PlannedLanes.of(task), index);
    return new TaskConnection(
        laned.transport(),
        laned.lanes(),
        laned::bytesByNode,
        options.timeout(),
        connection,
        guard(connection, task.getConfiguration(), index));
  }

  private static Optional<GuardSearch> guard(Connection to, Configuration conf, String written) {
    return GuardQuery.load(conf).map(body -> to.guardSearch(GuardQuery.index(conf, written), body));
  }

  public static TaskConnection over(
      BulkTransport transport, Duration timeout, Closeable connection) {
    return new TaskConnection(
        transport, Lanes.ANY, Collections::emptyMap, timeout, connection, Optional.empty());
  }

  /** The connection options of a job, with its secrets. */
  public static ConnectionOptions options(JobContext job) {
    Settings settings = Settings.from(job.getConfiguration()::get);
    ConnectionOptions options =
        ConnectionOptions.read(settings, JobSecrets.ofWriter(job, settings), JobCaller.of(job));
    settings.check();
    return options;
  }

  /** The lanes of documents. */
  Lanes lanes() {
    return lanes;
  }

  /** The bytes sent to each node so far, by node name. Thread-safe. */
  Map<String, Long> bytesByNode() {
    return bytesByNode.get();
  }

  /** The search that guards the latency of searches, if configured. */
  Optional<GuardSearch> guard() {
    return Optional.ofNullable(guard);
  }

  public BulkTransport transport() {
    return transport;
  }

  /** The request timeout. */
  public Duration timeout() {
    return timeout;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
