package dev.sluice.mapreduce.submit;

import dev.sluice.bulk.action.Operation;
import dev.sluice.client.Administration;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.index.FutureStream;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.encode.IdGeneration;
import dev.sluice.mapreduce.encode.IdRule;
import dev.sluice.mapreduce.encode.IndexName;
import dev.sluice.mapreduce.encode.OutputOptions;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.CreateBody;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.PlannedLanes;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up the index of a job in the cluster, plans the load, and checks that the job may write to
 * it. Use for one job.
 */
final class IndexPlanner {

  private static final Logger log = LoggerFactory.getLogger(IndexPlanner.class);

  private static final Pattern TIME_SERIES_MODE =
      Pattern.compile("\"(?:index\\.)?mode\"\\s*:\\s*\"time_series\"");
  private static final int BAD_REQUEST = 400;

  private final WriteOptions options;
  private final Administration server;
  private boolean serverMakesIds;

  IndexPlanner(WriteOptions options, Administration server) {
    this.options = options;
    this.server = server;
  }

  /**
   * Creates the plan.
   *
   * @throws ConfigException if the settings do not fit the cluster
   * @throws IOException if the cluster does not answer or refuses a request
   */
  IndexPlan plan() throws IOException {
    if (options.errors.index().isPresent()) {
      server.checkWritable(options.errors.index().get(), Optional.empty());
    }
    if (options.several.isPresent()) {
      server.checkWritableAll(options.several.get(), options.output.pipeline());
      return IndexPlan.existing(options.several.get());
    }
    String index = options.output.index().get();
    checkName(index);
    Optional<IndexInfo> found = server.checkWritable(index, options.output.pipeline());
    Optional<FutureStream> future =
        found.isPresent() ? Optional.empty() : server.futureStream(index);
    new LoadChecks(server, index, options.load, options.resumed).check(found, future.isPresent());
    boolean series = future.map(FutureStream::timeSeries).orElseGet(() -> isTimeSeries(found));
    serverMakesIds = series && mustLeaveIds(index);
    if (future.isPresent()) {
      return ofFutureStream(index);
    }
    return found.isPresent() ? ofFound(index, found.get()) : ofNew(index);
  }

  /** Whether the server generates the ids although the settings do not say so. */
  boolean serverMakesIds() {
    return serverMakesIds;
  }

  /** A data stream that its first document creates from a template. */
  private IndexPlan ofFutureStream(String index) {
    checkStream(index);
    refuseBody(index);
    return IndexPlan.existing(index);
  }

  private IndexPlan ofFound(String index, IndexInfo found) {
    checkFound(index, found);
    IndexPlan plan =
        found.dataStream() ? IndexPlan.existing(index) : IndexPlan.existing(index, found.name());
    return plan.with(
        PlannedLanes.announced(
            server.planLanes(options.lanes, index, found, options.output.pipeline())));
  }

  private IndexPlan ofNew(String index) {
    if (options.output.createPolicy.equals(CreateBody.NEVER)) {
      throw new ConfigException(
          "the index \""
              + index
              + "\" does not exist, and "
              + OutputSettings.INDEX_CREATE
              + " is never: create it first, or remove "
              + OutputSettings.INDEX_CREATE);
    }
    boolean series = options.createBody.filter(TIME_SERIES_MODE.asPredicate()).isPresent();
    serverMakesIds = series && mustLeaveIds(index);
    return IndexPlan.creating(index, options.createBody);
  }

  private static boolean isTimeSeries(Optional<IndexInfo> found) {
    return found.filter(IndexInfo::timeSeries).isPresent();
  }

  /** Whether the server must generate the ids: a time series index rejects other ids. */
  private boolean mustLeaveIds(String index) {
    OutputOptions output = options.output;
    if (output.id.kind() != IdRule.Kind.NONE || output.idGeneration == IdGeneration.SERVER) {
      return false;
    }
    if (options.isIdGenerationGiven && output.idGeneration != IdGeneration.AUTO) {
      throw new ConfigException(
          OutputSettings.ID_GENERATE
              + " is "
              + output.idGeneration.name().toLowerCase(Locale.ROOT)
              + ", but index \""
              + index
              + "\" is a time series index, for which Elasticsearch generates the ids: set the"
              + " key to server, or"
              + " remove it");
    }
    return true;
  }

  private void refuseBody(String index) {
    if (options.createBody.isPresent()) {
      throw new ConfigException(
          OutputSettings.INDEX_CREATE
              + " is a file, but \""
              + index
              + "\" matches an index template for data streams: remove the key, or change"
              + " the template");
    }
  }

  /** Refuses uppercase letters in the name of an index to create; an alias may have them. */
  private void checkName(String index) throws IOException {
    if (!IndexName.isCreatable(index) && !isThere(index)) {
      throw new ConfigException(
          OutputSettings.INDEX
              + " is \""
              + index
              + "\", but an index name must be lowercase, and there is no alias with"
              + " this name");
    }
  }

  private boolean isThere(String index) throws IOException {
    try {
      return server.find(index).isPresent();
    } catch (ElasticsearchException e) {
      if (e.status() == BAD_REQUEST) {
        return false;
      }
      throw e;
    }
  }

  private void checkStream(String index) {
    if (options.output.operation != Operation.CREATE) {
      throw new ConfigException(
          "\""
              + index
              + "\" is a data stream, or matches an index template for data streams, which accept"
              + " only"
              + " create actions: set "
              + OutputSettings.OPERATION
              + " to create");
    }
  }

  private void checkFound(String index, IndexInfo found) {
    if (found.dataStream()) {
      checkStream(index);
    }
    if (options.createBody.isPresent() && !options.isUnusedSaid) {
      log.warn(
          "Index {} exists: its settings and mappings are not changed, and {} is not used",
          index,
          options.output.createPolicy.equals(CreateBody.AUTO)
              ? "the copied index definition"
              : options.output.createPolicy);
    }
  }
}
