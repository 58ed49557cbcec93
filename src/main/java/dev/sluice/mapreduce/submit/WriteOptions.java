package dev.sluice.mapreduce.submit;

import dev.sluice.bulk.BulkOptions;
import dev.sluice.bulk.OtherAttempts;
import dev.sluice.bulk.limit.RateSettings;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.lanes.LaneMode;
import dev.sluice.client.lanes.RoutingMode;
import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.async.AsyncOptions;
import dev.sluice.mapreduce.checkpoint.CheckpointRule;
import dev.sluice.mapreduce.commit.LoadOptions;
import dev.sluice.mapreduce.copy.CopyTarget;
import dev.sluice.mapreduce.encode.DocumentAddress;
import dev.sluice.mapreduce.encode.DocumentBody;
import dev.sluice.mapreduce.encode.OutputOptions;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.encode.RecordChecks;
import dev.sluice.mapreduce.job.CreateBody;
import dev.sluice.mapreduce.job.JobCaller;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.JobSecrets;
import dev.sluice.mapreduce.job.TranslatedKeys;
import dev.sluice.mapreduce.keys.GuardQuery;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.resume.ResumedJob;
import dev.sluice.mapreduce.task.ErrorOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.security.Credentials;

/**
 * The options of a job that writes, read and checked at submission together with those that its
 * tasks read again. Immutable.
 */
final class WriteOptions {

  final OutputOptions output;
  final LoadOptions load;
  final ErrorOptions errors;
  final JobSecrets secrets;
  final ConnectionOptions connection;

  /** The body of the create request. */
  final Optional<String> createBody;

  /** Whether the command has said that an existing index is not changed. */
  final boolean isUnusedSaid;

  /** The possible index names, with wildcards, if each document chooses its index. */
  final Optional<String> several;

  /** Whether the settings say how ids are generated. */
  final boolean isIdGenerationGiven;

  /** The search request of the guard. */
  final Optional<String> guard;

  /** The jobs that this one resumes; none if it resumes none. */
  final Set<String> resumed;

  final LaneMode lanes;
  final RoutingMode routing;
  final int reducers;

  private WriteOptions(JobContext job, JobSecrets secrets, Settings settings) throws IOException {
    resumed = ResumedJob.jobs(job.getConfiguration());
    this.secrets = secrets;
    output = OutputOptions.read(settings);
    load = LoadOptions.read(settings);
    errors = ErrorOptions.read(settings);
    connection = ConnectionOptions.read(settings, secrets, JobCaller.of(job));
    createBody = new CreateBody(output.createPolicy, job.getConfiguration()).read(settings);
    isUnusedSaid = job.getConfiguration().getBoolean(InternalKeys.SAID_UNUSED, false);
    several = CopyTarget.several(settings);
    isIdGenerationGiven = OutputSettings.ID_GENERATE.isGiven(job.getConfiguration()::get);
    RateSettings.rate(settings);
    settings.get(RateSettings.GUARD_LATENCY);
    guard = GuardQuery.read(job.getConfiguration(), settings);
    lanes = settings.get(RoutingSettings.LANES);
    routing = settings.get(RoutingSettings.BY);
    reducers = settings.get(RoutingSettings.REDUCERS);
  }

  /**
   * Reads and checks the settings of a job, after its elasticsearch-hadoop keys were translated.
   *
   * @param credentials the credentials of the job
   * @throws ConfigException with all problems
   */
  static WriteOptions read(JobContext job, Credentials credentials) throws IOException {
    Configuration conf = job.getConfiguration();
    List<String> untranslatable = TranslatedKeys.ofWriting(job);
    Settings settings = Settings.from(conf::get);
    untranslatable.forEach(settings::problem);
    JobSecrets secrets = JobSecrets.read(conf, settings).over(JobSecrets.of(credentials));
    WriteOptions options = new WriteOptions(job, secrets, settings);
    if (conf.getTrimmed(OutputSettings.INDEX.key(), "").isEmpty()) {
      settings.problem(OutputOptions.NO_INDEX);
    }
    new RecordChecks(job, options.output).check(settings);
    checkJobDirectory(conf, settings);
    checkForTasks(options.output, settings);
    CheckpointRule.apply(job, settings);
    settings.check();
    return options;
  }

  /** Checks settings that only tasks use, so that they fail at submission. */
  private static void checkForTasks(OutputOptions output, Settings settings) {
    BulkOptions.read(settings, output.index(), OtherAttempts.NONE);
    AsyncOptions.read(settings);
    DocumentAddress.read(settings);
    DocumentBody.read(settings);
    settings.get(RoutingSettings.MAX_SKEW);
  }

  private static void checkJobDirectory(Configuration conf, Settings settings) throws IOException {
    Optional<JobDirectory> given = JobDirectory.given(conf);
    if (given.isPresent() && given.get().root().getFileSystem(conf).exists(given.get().root())) {
      settings.problem(
          OutputSettings.JOB_DIR
              + " is \""
              + given.get()
              + "\", which already exists: use a new directory, so that this job's rejected"
              + " documents and task manifests do not mix with those of another job");
    }
  }
}
