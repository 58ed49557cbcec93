package dev.sluice.mapreduce.commit;

import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobCaller;
import dev.sluice.mapreduce.job.JobSecrets;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.task.JobContextImpl;

/**
 * Restores index settings after a load-mode job that was killed with SIGKILL. Use it only after
 * that job has ended. Immutable.
 */
public final class IndexRestore {

  private final String job;
  private final Map<String, String> settings;

  private IndexRestore(LoadModeMarker mark) {
    job = mark.job();
    settings = mark.before();
  }

  /**
   * Restores the settings. Can be repeated. Blocks.
   *
   * @param conf the Elasticsearch connection, with the keys of a job
   * @param index the index, or an alias of it
   * @return what was restored; empty if no job has left the index in load mode
   * @throws ConfigException if the index does not exist, or a key is invalid
   */
  public static Optional<IndexRestore> run(Configuration conf, String index) throws IOException {
    Configuration own = new Configuration(conf);
    Settings settings = Settings.from(own::get);
    JobSecrets secrets = JobSecrets.read(own, settings);
    ConnectionOptions options = ConnectionOptions.read(settings, secrets, JobCaller.of(own));
    settings.check();
    IndexPlan.existing(index, concrete(options, index)).store(own);
    JobContext context = new JobContextImpl(own, new JobID());
    secrets.store(context.getCredentials());
    return new LoadModeRestorer(RemoteIndexControl.of(context), Ticker.system())
        .run(mark -> true)
        .map(IndexRestore::new);
  }

  private static String concrete(ConnectionOptions options, String index) throws IOException {
    try (Connection connection = Connection.open(options)) {
      return concrete(connection.administration(), index);
    }
  }

  /** The concrete index of a name, which must exist. */
  public static String concrete(Administration server, String index) throws IOException {
    return server
        .find(index)
        .map(IndexInfo::name)
        .orElseThrow(() -> new ConfigException("index not found: " + index));
  }

  /** The job that changed the settings. */
  public String job() {
    return job;
  }

  /** The restored settings by full name; null for a default. */
  public Map<String, String> settings() {
    return Collections.unmodifiableMap(settings);
  }
}
