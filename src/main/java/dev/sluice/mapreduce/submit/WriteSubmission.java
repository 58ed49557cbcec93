package dev.sluice.mapreduce.submit;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.limit.RateSettings;
import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.http.Secrets;
import dev.sluice.client.lanes.LanePlan;
import dev.sluice.client.lanes.RoutingMode;
import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Setting;
import dev.sluice.mapreduce.async.AsyncSettings;
import dev.sluice.mapreduce.checkpoint.CheckpointSettings;
import dev.sluice.mapreduce.commit.LoadSettings;
import dev.sluice.mapreduce.copy.CopySettings;
import dev.sluice.mapreduce.encode.DocumentSettings;
import dev.sluice.mapreduce.encode.IdGeneration;
import dev.sluice.mapreduce.encode.IdRule;
import dev.sluice.mapreduce.encode.IndexPattern;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.encode.RecordOrder;
import dev.sluice.mapreduce.encode.ScriptSettings;
import dev.sluice.mapreduce.engine.Engine;
import dev.sluice.mapreduce.job.FileTokens;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobClasses;
import dev.sluice.mapreduce.job.JobCredentials;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.JobSecrets;
import dev.sluice.mapreduce.job.LocalFiles;
import dev.sluice.mapreduce.job.ShardShuffle;
import dev.sluice.mapreduce.job.UnknownKeys;
import dev.sluice.mapreduce.keys.GuardQuery;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.since.PlannedMark;
import dev.sluice.mapreduce.since.SinceSettings;
import dev.sluice.mapreduce.task.ErrorSettings;
import dev.sluice.mapreduce.task.InFlightShare;
import dev.sluice.routing.ShardFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.security.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submission of a job that writes. It reads the settings and reports all problems together, checks
 * the cluster, and stores the resulting plan in the job, with everything that tasks need from this
 * machine.
 */
public final class WriteSubmission {

  private static final Logger log = LoggerFactory.getLogger(WriteSubmission.class);

  private final JobContext job;
  private final Configuration conf;
  private final Credentials credentials;
  private final WriteOptions options;

  private WriteSubmission(JobContext job, Credentials credentials, WriteOptions options) {
    this.job = job;
    this.conf = job.getConfiguration();
    this.credentials = credentials;
    this.options = options;
  }

  /**
   * Reads and checks the settings, without the cluster.
   *
   * @throws ConfigException with all problems
   */
  public static WriteSubmission of(JobContext job) throws IOException {
    JobClasses.reach(job.getConfiguration());
    if (Engine.of(job).carriesSubmission()) {
      LocalFiles.useIn(job.getConfiguration());
    }
    Credentials credentials = JobCredentials.toFill(job);
    return new WriteSubmission(job, credentials, WriteOptions.read(job, credentials));
  }

  /**
   * Checks with the cluster that the job can write, and completes the job configuration.
   *
   * @throws ConfigException if the settings do not fit the cluster
   * @throws IOException if the cluster does not answer or refuses a request
   */
  public void complete() throws IOException {
    conf.unset(InternalKeys.SET_UP);
    PlannedMark.clear(conf);
    warn();
    FileTokens.obtain(job, JobDirectory.parent(conf));
    JobDirectory.tryOut(conf);
    store(ask());
  }

  private void warn() {
    new UnknownKeys(knownSettings()).in(conf).forEach(log::warn);
    if (IndexPattern.hasYearOfWeek(options.output.index().orElse(""))) {
      log.warn(
          "{} is \"{}\", where YYYY is the week-based year: 2008-12-29 goes to"
              + " 2009. Use yyyy for the calendar year",
          OutputSettings.INDEX,
          options.output.index().get());
    }
    if (options.output.idGeneration == IdGeneration.EACH && !repeatsIds()) {
      log.warn(
          "Elasticsearch generates the ids: a retried request or task may duplicate"
              + " documents. To prevent this, set the ids ({} = key or field:NAME, or"
              + " es.mapping.id)",
          OutputSettings.ID);
    }
  }

  /** Whether each attempt of a task writes a document under the same id. */
  private boolean repeatsIds() {
    switch (options.output.idGeneration) {
      case AUTO:
      case CONTENT:
        return true;
      case EACH:
        return options.output.id.kind() != IdRule.Kind.NONE || RecordOrder.willBeFixed(job);
      case SERVER:
        return options.output.id.kind() != IdRule.Kind.NONE;
    }
    throw new AssertionError(options.output.idGeneration);
  }

  /** A script may change a document once more. */
  private boolean isIdempotent() {
    return !ScriptSettings.SOURCE.isGiven(conf::get) && !ScriptSettings.ID.isGiven(conf::get);
  }

  static List<Setting<?>> knownSettings() {
    List<Setting<?>> known = new ArrayList<>(OutputSettings.ALL);
    known.addAll(LoadSettings.ALL);
    known.addAll(BulkSettings.ALL);
    known.addAll(RateSettings.ALL);
    known.addAll(ConnectionSettings.ALL);
    known.addAll(RoutingSettings.ALL);
    known.addAll(AsyncSettings.ALL);
    known.addAll(CopySettings.ALL);
    known.addAll(DocumentSettings.ALL);
    known.addAll(ScriptSettings.ALL);
    known.addAll(ErrorSettings.ALL);
    known.addAll(CheckpointSettings.ALL);
    known.addAll(SinceSettings.ALL);
    return known;
  }

  /** The results of the cluster checks, for the job configuration. */
  private static final class Plan {
    final IndexPlan index;
    final boolean serverMakesIds;
    final Optional<ShardFunction> shuffle;
    final OptionalLong bytesInFlight;

    Plan(
        IndexPlan index,
        boolean serverMakesIds,
        Optional<ShardFunction> shuffle,
        OptionalLong bytesInFlight) {
      this.index = index;
      this.serverMakesIds = serverMakesIds;
      this.shuffle = shuffle;
      this.bytesInFlight = bytesInFlight;
    }
  }

  private Plan ask() throws IOException {
    try (Connection open = Connection.open(options.connection)) {
      Administration server = open.administration();
      IndexPlanner planner = new IndexPlanner(options, server);
      IndexPlan index = withRanges(server, planner.plan());
      ResumedIndex.check(index, server, conf);
      checkGuard(open, index);
      // Now, because Hadoop counts reducers and creates splits before the index is created.
      Optional<ShardFunction> shuffle =
          ShardShuffle.isUsed(conf) ? Optional.of(shards(server, index)) : Optional.empty();
      return new Plan(index, planner.serverMakesIds(), shuffle, InFlightShare.ofJob(conf, server));
    }
  }

  /** A guard that cannot search would stop the load, and one without a hit measures nothing. */
  private void checkGuard(Connection open, IndexPlan index) throws IOException {
    if (options.guard.isPresent()) {
      String searched = GuardQuery.index(conf, index.index());
      new GuardCheck(open.guardSearch(searched, options.guard.get()), searched).run();
    }
  }

  /** Now, because Hadoop creates splits afterwards, and they must fit the ranges. */
  private IndexPlan withRanges(Administration server, IndexPlan plan) throws IOException {
    RangePlanner planner = new RangePlanner(job, server);
    if (options.routing == RoutingMode.ROW_RANGE) {
      return planner.plan(plan, shards(server, plan));
    }
    planner.warnOfRanges(plan);
    return plan;
  }

  private static ShardFunction shards(Administration server, IndexPlan plan) throws IOException {
    Optional<ShardFunction> probed = plan.lanes().flatMap(LanePlan::function);
    return probed.isPresent() ? probed.get() : server.expectedShards(plan.index(), plan.body());
  }

  private void store(Plan plan) {
    plan.index.store(conf);
    GuardQuery.store(options.guard, conf);
    if (plan.serverMakesIds) {
      conf.set(OutputSettings.ID_GENERATE.key(), "server");
      log.info(
          "{} is server: index {} is a time series index, and Elasticsearch generates the ids"
              + " from time"
              + " and dimensions",
          OutputSettings.ID_GENERATE,
          plan.index.index());
    }
    plan.shuffle.ifPresent(this::storeShuffle);
    InFlightShare.store(plan.bytesInFlight, job);
    ConnectionOptions connection = options.connection;
    connection.certificates().ifPresent(pem -> conf.set(ConnectionSettings.CA.key(), pem));
    options.secrets.store(credentials);
    options.secrets.note(conf);
    JobSecrets.storeOne(Secrets.IDENTITY, connection.identity(), credentials);
    if (!options.output.speculation) {
      new Speculation(job).turnOff(repeatsIds() && !plan.serverMakesIds && isIdempotent());
    }
  }

  private void storeShuffle(ShardFunction shards) {
    ShardShuffle.plan(conf, shards, options.reducers);
    log.info("Shuffling to {} reducers by {}", job.getNumReduceTasks(), shards);
  }
}
