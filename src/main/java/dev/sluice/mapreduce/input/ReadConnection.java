package dev.sluice.mapreduce.input;

import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Lookup;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.job.JobCaller;
import dev.sluice.mapreduce.job.JobCredentials;
import dev.sluice.mapreduce.job.JobSecrets;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * The connection for reading. Each connection key and secret has a counterpart for reading, such as
 * {@code sluice.read.nodes} for {@code sluice.nodes}, which takes precedence. If the source nodes
 * differ from the target nodes, credentials and trust come only from the counterparts, so that no
 * cluster gets the credentials of another. A split that reads the target has none of the
 * counterparts.
 */
public final class ReadConnection {

  private final Lookup lookup;
  private final boolean ofTarget;
  private final boolean apart;

  private ReadConnection(Lookup lookup) {
    this.lookup = lookup;
    ofTarget = isOfTarget(lookup);
    apart =
        !ofTarget
            && InputSettings.NODES.isGiven(lookup)
            && ConnectionSettings.NODES.isGiven(lookup)
            && !InputSettings.NODES.read(lookup).equals(ConnectionSettings.NODES.read(lookup));
  }

  private static boolean isOfTarget(Lookup lookup) {
    return Boolean.parseBoolean(lookup.find(InternalKeys.READS_TARGET));
  }

  /** The name of a key or secret for reading, with this configuration. */
  static String name(String name, Configuration conf) {
    return isOfTarget(conf::get) ? name : Secrets.twin(name);
  }

  /** Reads the connection options of a job and reports problems to the settings. */
  public static ConnectionOptions options(
      Configuration conf, Secrets secrets, Settings settings, Caller caller) {
    ReadConnection reading = new ReadConnection(conf::get);
    Settings own = Settings.from(reading::find);
    ConnectionOptions options = ConnectionOptions.read(own, reading.over(secrets), caller);
    try {
      own.check();
    } catch (ConfigException e) {
      e.problems().forEach(problem -> settings.problem("for reading, " + problem));
    }
    return options;
  }

  /** The connection options of a job, with its secrets. */
  public static ConnectionOptions options(JobContext job) {
    Configuration conf = job.getConfiguration();
    Settings settings = Settings.from(conf::get);
    ConnectionOptions options =
        options(conf, JobSecrets.of(JobCredentials.of(job)), settings, JobCaller.of(job));
    settings.check();
    return options;
  }

  /**
   * The connection options of a task.
   *
   * @param conf the configuration of the task's split, or of its lookups
   */
  public static ConnectionOptions ofTask(JobContext task, Configuration conf) {
    Settings settings = Settings.from(conf::get);
    Secrets secrets = JobSecrets.ofTask(task, conf, settings);
    ConnectionOptions options = options(conf, secrets, settings, JobCaller.of(task));
    settings.check();
    return options;
  }

  private String find(String key) {
    String own = ofTarget ? null : lookup.find(Secrets.twin(key));
    return own != null || isBarred(key) ? own : lookup.find(key);
  }

  private Secrets over(Secrets secrets) {
    return name -> {
      Optional<Secret> own = ofTarget ? Optional.empty() : secrets.find(Secrets.twin(name));
      return own.isPresent() || isBarred(name) ? own : secrets.find(name);
    };
  }

  private boolean isBarred(String name) {
    return apart
        && (name.startsWith("sluice.auth.")
            || name.startsWith("sluice.tls.")
            || name.equals(ConnectionSettings.HEADERS.key())
            || name.equals(Secrets.HEADERS)
            || name.equals(ConnectionSettings.ROLE.key())
            || name.equals(ConnectionSettings.DISCOVERY.key()));
  }
}
