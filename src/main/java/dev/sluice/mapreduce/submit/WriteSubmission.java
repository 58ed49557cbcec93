package dev.sluice.mapreduce.submit;

import dev.sluice.bulk.BulkOptions;
import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.OtherAttempts;
import dev.sluice.bulk.action.Operation;
import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.Secrets;
import dev.sluice.client.index.FutureStream;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.client.lanes.LaneMode;
import dev.sluice.client.lanes.LanePlan;
import dev.sluice.client.lanes.RoutingMode;
import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Setting;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.async.AsyncOptions;
import dev.sluice.mapreduce.async.AsyncSettings;
import dev.sluice.mapreduce.commit.LoadOptions;
import dev.sluice.mapreduce.commit.LoadSettings;
import dev.sluice.mapreduce.copy.CopySettings;
import dev.sluice.mapreduce.copy.CopyTarget;
import dev.sluice.mapreduce.encode.DocumentAddress;
import dev.sluice.mapreduce.encode.DocumentBody;
import dev.sluice.mapreduce.encode.DocumentSettings;
import dev.sluice.mapreduce.encode.IdGeneration;
import dev.sluice.mapreduce.encode.IdRule;
import dev.sluice.mapreduce.encode.IndexName;
import dev.sluice.mapreduce.encode.IndexPattern;
import dev.sluice.mapreduce.encode.OutputOptions;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.encode.RecordChecks;
import dev.sluice.mapreduce.encode.RecordOrder;
import dev.sluice.mapreduce.encode.ScriptSettings;
import dev.sluice.mapreduce.job.CreateBody;
import dev.sluice.mapreduce.job.FileTokens;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobClasses;
import dev.sluice.mapreduce.job.JobCredentials;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.JobSecrets;
import dev.sluice.mapreduce.job.PlannedLanes;
import dev.sluice.mapreduce.job.ShardShuffle;
import dev.sluice.mapreduce.job.TranslatedKeys;
import dev.sluice.mapreduce.job.UnknownKeys;
import dev.sluice.mapreduce.task.ErrorOptions;
import dev.sluice.mapreduce.task.ErrorSettings;
import dev.sluice.mapreduce.task.InFlightShare;
import dev.sluice.routing.ShardFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.security.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that happens when a job is submitted, so that what can be known to fail fails there:
 * the settings, all problems at once; then the cluster. What tasks need of this machine (files,
 * secrets) is put into the job.
 */
public final class WriteSubmission {

  private static final Logger log = LoggerFactory.getLogger(WriteSubmission.class);

  private static final Pattern TIME_SERIES_MODE =
      Pattern.compile("\"(?:index\\.)?mode\"\\s*:\\s*\"time_series\"");
  private static final int BAD_REQUEST = 400;

  private final JobContext job;
  private final Configuration conf;
  private final Credentials credentials;
  private final OutputOptions options;
  private final LoadOptions load;
  private final ConnectionOptions connection;
  private final Optional<String> createBody;
  private final Optional<String> several;
  private final ErrorOptions errors;

  private WriteSubmission(JobContext job) throws IOException {
    this.job = job;
    conf = job.getConfiguration();
    JobClasses.reach(conf);
    List<String> untranslatable = TranslatedKeys.ofWriting(job);
    Settings settings = Settings.from(conf::get);
    untranslatable.forEach(settings::problem);
    credentials = JobCredentials.toFill(job);
    JobSecrets.read(conf, settings).store(credentials);
    options = OutputOptions.read(settings);
    load = LoadOptions.read(settings);
    if (conf.getTrimmed(OutputSettings.INDEX.key(), "").isEmpty()) {
      settings.problem(OutputOptions.NO_INDEX);
    }
    connection = ConnectionOptions.read(settings, JobSecrets.of(credentials));
    BulkOptions.read(settings, options.index(), OtherAttempts.NONE);
    settings.get(RoutingSettings.LANES);
    settings.get(RoutingSettings.REDUCERS);
    settings.get(RoutingSettings.BY);
    settings.get(RoutingSettings.MAX_SKEW);
    AsyncOptions.read(settings);
    several = CopyTarget.several(settings);
    DocumentAddress.read(settings);
    DocumentBody.read(settings);
    errors = ErrorOptions.read(settings);
    createBody = new CreateBody(options.createPolicy, conf).read(settings);
    new RecordChecks(job, options).check(settings);
    checkJobDirectory(settings);
    settings.check();
  }

  /**
   * Reads and checks the settings alone.
   *
   * @throws ConfigException with every problem
   */
  public static WriteSubmission of(JobContext job) throws IOException {
    return new WriteSubmission(job);
  }

  private void checkJobDirectory(Settings settings) throws IOException {
    Optional<JobDirectory> given = JobDirectory.given(conf);
    if (given.isPresent() && given.get().root().getFileSystem(conf).exists(given.get().root())) {
      settings.problem(
          OutputSettings.JOB_DIR
              + " is \""
              + given.get()
              + "\", which exists already: name a new directory, so that this job's rejected"
              + " documents and ledgers do not mix with another's");
    }
  }

  /**
   * Asks the cluster whether the job can write, and completes the job's configuration.
   *
   * @throws ConfigException if the settings do not fit what the cluster has
   * @throws IOException if the cluster does not answer or refuses
   */
  public void complete() throws IOException {
    new UnknownKeys(knownSettings()).in(conf).forEach(log::warn);
    FileTokens.obtain(job, JobDirectory.parent(conf));
    sayWhatToMind();
    JobDirectory.tryOut(conf);
    try (Connection open = Connection.open(connection)) {
      IndexPlan plan = withRanges(open.administration(), plan(open.administration()));
      plan.store(conf);
      planShuffle(open.administration(), plan);
      InFlightShare.plan(conf, open.administration());
    }
    connection.certificates().ifPresent(pem -> conf.set(ConnectionSettings.CA.key(), pem));
    JobSecrets.storeOne(Secrets.IDENTITY, connection.identity(), credentials);
    if (!options.speculation) {
      switchSpeculationOff();
    }
  }

  private void sayWhatToMind() {
    if (IndexPattern.hasYearOfWeek(options.index().orElse(""))) {
      log.warn(
          "{} is \"{}\", in which YYYY is the year that the week belongs to: it sends 2008-12-29 to"
              + " 2009. Write yyyy for the year",
          OutputSettings.INDEX,
          options.index().get());
    }
    boolean each = options.idGeneration == IdGeneration.EACH;
    if (each && options.id.kind() == IdRule.Kind.NONE && !RecordOrder.willBeFixed(job)) {
      log.info(
          "Elasticsearch makes up the ids, so that a request or a task that is repeated may double"
              + " documents; ids of their own prevent it ({} = key or field:NAME, or"
              + " es.mapping.id)",
          OutputSettings.ID);
    }
  }

  static List<Setting<?>> knownSettings() {
    List<Setting<?>> known = new ArrayList<>(OutputSettings.ALL);
    known.addAll(LoadSettings.ALL);
    known.addAll(BulkSettings.ALL);
    known.addAll(ConnectionSettings.ALL);
    known.addAll(RoutingSettings.ALL);
    known.addAll(AsyncSettings.ALL);
    known.addAll(CopySettings.ALL);
    known.addAll(DocumentSettings.ALL);
    known.addAll(ScriptSettings.ALL);
    known.addAll(ErrorSettings.ALL);
    return known;
  }

  private IndexPlan plan(Administration administration) throws IOException {
    if (errors.index().isPresent()) {
      administration.checkWritable(errors.index().get(), Optional.empty());
    }
    if (several.isPresent()) {
      administration.checkWritableAll(several.get(), options.pipeline());
      return IndexPlan.existing(several.get());
    }
    String index = options.index().get();
    checkName(administration, index);
    administration.checkWritable(index, options.pipeline());
    Optional<IndexInfo> found = administration.find(index);
    Optional<FutureStream> future =
        found.isPresent() ? Optional.empty() : administration.futureStream(index);
    new LoadChecks(administration, index, load).check(found, future.isPresent());
    if (future.map(FutureStream::timeSeries).orElseGet(() -> isTimeSeries(found))) {
      leaveIdsToServer(index);
    }
    if (future.isPresent()) {
      checkStream(index);
      refuseBody(index);
      // Created by its first document, by the template.
      return IndexPlan.existing(index);
    }
    if (found.isPresent()) {
      checkFound(index, found.get());
      LaneMode mode = Settings.from(conf::get).get(RoutingSettings.LANES);
      IndexPlan plan =
          found.get().dataStream()
              ? IndexPlan.existing(index)
              : IndexPlan.existing(index, found.get().name());
      return plan.with(
          PlannedLanes.announced(administration.planLanes(mode, index, options.pipeline())));
    }
    if (options.createPolicy.equals(CreateBody.NEVER)) {
      throw new ConfigException(
          "the index \""
              + index
              + "\" does not exist, and "
              + OutputSettings.INDEX_CREATE
              + " is never: create it first, or leave "
              + OutputSettings.INDEX_CREATE
              + " out");
    }
    if (createBody.filter(TIME_SERIES_MODE.asPredicate()).isPresent()) {
      leaveIdsToServer(index);
    }
    return IndexPlan.creating(index, createBody);
  }

  private static boolean isTimeSeries(Optional<IndexInfo> found) {
    return found.filter(IndexInfo::timeSeries).isPresent();
  }

  /** Of a time series the server makes the ids, and rejects every document with another. */
  private void leaveIdsToServer(String index) {
    if (options.id.kind() != IdRule.Kind.NONE || options.idGeneration == IdGeneration.SERVER) {
      return;
    }
    if (OutputSettings.ID_GENERATE.isGiven(conf::get)
        && options.idGeneration != IdGeneration.AUTO) {
      throw new ConfigException(
          OutputSettings.ID_GENERATE
              + " is "
              + options.idGeneration.name().toLowerCase(Locale.ROOT)
              + ", but the index \""
              + index
              + "\" is a time series, of which Elasticsearch makes the ids: set it to server, or"
              + " leave it out");
    }
    conf.set(OutputSettings.ID_GENERATE.key(), "server");
    log.info(
        "{} is server: index {} is a time series, of which Elasticsearch makes the ids of time and"
            + " dimensions",
        OutputSettings.ID_GENERATE,
        index);
  }

  private void refuseBody(String index) {
    if (createBody.isPresent()) {
      throw new ConfigException(
          OutputSettings.INDEX_CREATE
              + " names a file, but \""
              + index
              + "\" becomes a data stream by a template of the server: leave the key out, or change"
              + " the template");
    }
  }

  /** An alias may have letters in upper case; an index may not, and would have to be created. */
  private static void checkName(Administration administration, String index) throws IOException {
    if (!IndexName.isCreatable(index) && !isThere(administration, index)) {
      throw new ConfigException(
          OutputSettings.INDEX
              + " is \""
              + index
              + "\", but the name of an index has no letter in upper case, and there is no alias of"
              + " that name");
    }
  }

  private static boolean isThere(Administration administration, String index) throws IOException {
    try {
      return administration.find(index).isPresent();
    } catch (ElasticsearchException e) {
      if (e.status() == BAD_REQUEST) {
        return false;
      }
      throw e;
    }
  }

  /** Before Hadoop cuts splits, which are to fit the ranges. */
  private IndexPlan withRanges(Administration administration, IndexPlan plan) throws IOException {
    RangePlanner planner = new RangePlanner(job, administration);
    if (RoutingSettings.BY.read(conf::get) == RoutingMode.ROW_RANGE) {
      return planner.plan(plan, shards(administration, plan));
    }
    planner.warnOfRanges(plan);
    return plan;
  }

  private static ShardFunction shards(Administration administration, IndexPlan plan)
      throws IOException {
    Optional<ShardFunction> probed = plan.lanes().flatMap(LanePlan::function);
    return probed.isPresent()
        ? probed.get()
        : administration.expectedShards(plan.index(), plan.body());
  }

  /** Here, since Hadoop counts reducers and cuts splits before the index is created. */
  private void planShuffle(Administration administration, IndexPlan plan) throws IOException {
    if (ShardShuffle.isUsed(conf)) {
      ShardFunction shards = shards(administration, plan);
      int reducers = Settings.from(conf::get).get(RoutingSettings.REDUCERS);
      ShardShuffle.plan(conf, shards, reducers);
      log.info("Shuffling to {} reducers, by {}", job.getNumReduceTasks(), shards);
    }
  }

  private void checkStream(String index) {
    if (options.operation != Operation.CREATE) {
      throw new ConfigException(
          "\""
              + index
              + "\" is a data stream, or becomes one by a template of the server, and takes nothing"
              + " but creates: set "
              + OutputSettings.OPERATION
              + " to create");
    }
  }

  private void checkFound(String index, IndexInfo found) {
    if (found.dataStream()) {
      checkStream(index);
    }
    if (createBody.isPresent()) {
      log.warn(
          "Index {} exists: its settings and mappings stay as they are, and {} is not used",
          index,
          options.createPolicy.equals(CreateBody.AUTO) ? "what was copied" : options.createPolicy);
    }
  }

  /** Only for the tasks that write; map tasks before a shuffle are none of our business. */
  private void switchSpeculationOff() {
    String key =
        job.getNumReduceTasks() == 0 ? MRJobConfig.MAP_SPECULATIVE : MRJobConfig.REDUCE_SPECULATIVE;
    if (conf.getBoolean(key, true)) {
      conf.setBoolean(key, false);
      log.info(
          "{} is switched off: a speculative attempt would send its documents once more ({}=true"
              + " leaves it on)",
          key,
          OutputSettings.SPECULATION_ALLOW);
    }
  }
}
