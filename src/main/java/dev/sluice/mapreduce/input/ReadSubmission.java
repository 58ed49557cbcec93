package dev.sluice.mapreduce.input;

import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.Secrets;
import dev.sluice.client.search.ReadPlanner;
import dev.sluice.client.search.ReadScope;
import dev.sluice.client.search.ReadShard;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Setting;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.job.JobCaller;
import dev.sluice.mapreduce.job.JobClasses;
import dev.sluice.mapreduce.job.JobCredentials;
import dev.sluice.mapreduce.job.JobSecrets;
import dev.sluice.mapreduce.job.TranslatedKeys;
import dev.sluice.mapreduce.job.UnknownKeys;
import dev.sluice.read.ReadOptions;
import dev.sluice.read.ReadSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.security.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submission of the reading side of a job. It reads the settings and reports all problems together,
 * then checks the cluster. It stores what tasks need from this machine (query file, certificates,
 * secrets) in the job.
 */
public final class ReadSubmission {

  private static final Logger log = LoggerFactory.getLogger(ReadSubmission.class);

  /** The reading keys, besides the counterparts of connection keys. */
  static final List<Setting<?>> SETTINGS =
      Stream.of(InputSettings.ALL, ReadSettings.ALL, MapSettings.ALL)
          .flatMap(List::stream)
          .collect(Collectors.toList());

  private final Configuration conf;
  private final Credentials credentials;
  private final InputOptions options;
  private final ConnectionOptions connection;
  private final Optional<String> query;

  private ReadSubmission(JobContext job) {
    conf = job.getConfiguration();
    JobClasses.reach(conf);
    credentials = JobCredentials.toFill(job);
    List<String> untranslatable = TranslatedKeys.ofReading(job);
    Settings settings = Settings.from(conf::get);
    untranslatable.forEach(settings::problem);
    JobSecrets.read(conf, settings).store(credentials);
    options = InputOptions.read(settings);
    ReadOptions.read(settings);
    query = QuerySetting.read(conf, settings);
    JobSecrets secrets = JobSecrets.of(credentials);
    secrets.note(conf);
    connection = ReadConnection.options(conf, secrets, settings, JobCaller.of(job));
    settings.check();
  }

  /**
   * Reads and checks the settings, without the cluster.
   *
   * @throws ConfigException with all problems
   */
  static ReadSubmission of(JobContext job) {
    return new ReadSubmission(job);
  }

  /**
   * The splits of a job: one for each shard, with the settings for its task.
   *
   * @see #complete
   */
  public static List<IndexSplit> splits(JobContext job, boolean needsSource) throws IOException {
    List<ReadShard> shards = of(job).complete(needsSource);
    SplitSettings settings = SplitSettings.of(job.getConfiguration());
    return shards.stream()
        .map(shard -> new IndexSplit(shard, settings))
        .collect(Collectors.toList());
  }

  /**
   * Checks a job with lookups, and stores in it what they need. Blocks.
   *
   * @see #complete
   */
  public static void prepareLookups(JobContext job) throws IOException {
    of(job).complete(true);
  }

  /**
   * Queries the cluster for the shards to read, and completes the configuration for the splits.
   *
   * @param needsSource whether documents without a source are useless even if metadata are read
   * @throws ConfigException if a required index does not exist
   * @throws IOException if the cluster does not answer or refuses a request
   */
  List<ReadShard> complete(boolean needsSource) throws IOException {
    UnknownKeys.ofReading(SETTINGS).in(conf).forEach(log::warn);
    List<ReadShard> shards = shards(needsSource);
    QuerySetting.store(query, conf);
    connection
        .certificates()
        .ifPresent(pem -> conf.set(ReadConnection.name(ConnectionSettings.CA.key(), conf), pem));
    JobSecrets.storeOne(
        ReadConnection.name(Secrets.IDENTITY, conf), connection.identity(), credentials);
    log.info("Reading {} shards of {}", shards.size(), options.index);
    return shards;
  }

  private List<ReadShard> shards(boolean needsSource) throws IOException {
    try (Connection open = Connection.open(connection)) {
      List<ReadShard> shards =
          open.shardsToRead(
              ReadScope.of(options.index)
                  .mayMiss(options.missing == Missing.EMPTY)
                  .mayLackShards(options.mayLackShards)
                  .routedBy(options.routing)
                  .needingSource(needsSource || options.value != ReadValue.DOCUMENT)
                  .matching(query));
      new MappedFields(open, options).prepare(shards, conf);
      return shards;
    } catch (ElasticsearchException e) {
      if (e.type().equals("index_not_found_exception")) {
        throw new ConfigException(
            InputSettings.INDEX
                + " is \""
                + String.join(",", options.index)
                + "\": an index was not found ("
                + e.getMessage()
                + "): correct the name, or set "
                + InputSettings.MISSING
                + " to empty",
            e);
      }
      if (e.type().equals(ReadPlanner.REJECTED_QUERY)) {
        throw new ConfigException(e.getMessage(), e);
      }
      throw e;
    }
  }
}
