package dev.sluice.mapreduce.commit;

import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.job.IndexPlan;
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
 * The settings of an index put back as they were before a job in load mode that was killed
 * outright. Only for when that job is gone. Immutable.
 */
public final class IndexRestore {

  private final String job;
  private final Map<String, String> settings;

  private IndexRestore(LoadModeMarker mark) {
    job = mark.job();
    settings = mark.before();
  }

  /**
   * Puts the settings back. May be repeated. Blocks.
   *
   * @param conf where Elasticsearch is, with the keys of a job
   * @param index the index, or an alias of it
   * @return what was put back; nothing if no job has left the index in load mode
   * @throws ConfigException if there is no such index, or a key is wrong
   */
  public static Optional<IndexRestore> run(Configuration conf, String index) throws IOException {
    Configuration own = new Configuration(conf);
    Settings settings = Settings.from(own::get);
    JobSecrets secrets = JobSecrets.read(own, settings);
    ConnectionOptions options = ConnectionOptions.read(settings, secrets);
    settings.check();
    IndexPlan.existing(index, concrete(options, index)).store(own);
    JobContext context = new JobContextImpl(own, new JobID());
    secrets.store(context.getCredentials());
    return new LoadModeRestorer(RemoteIndexControl.of(context))
        .run(mark -> true)
        .map(IndexRestore::new);
  }

  private static String concrete(ConnectionOptions options, String index) throws IOException {
    try (Connection connection = Connection.open(options)) {
      return concrete(connection.administration(), index);
    }
  }

  /** The index behind a name, which must be there. */
  public static String concrete(Administration server, String index) throws IOException {
    return server
        .find(index)
        .map(IndexInfo::name)
        .orElseThrow(() -> new ConfigException("index not found: " + index));
  }

  /** The job that had changed the settings. */
  public String job() {
    return job;
  }

  /** The settings as they are again, by full name; null for one that is back at its default. */
  public Map<String, String> settings() {
    return Collections.unmodifiableMap(settings);
  }
}
