package dev.sluice.mapreduce.job;

import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.security.Credentials;

/**
 * The credentials that a job carries to its tasks, apart from its configuration. Hadoop's local
 * runner starts a job before it hands over the credentials, so that a quick task looks too early
 * and finds none; what was submitted is therefore remembered in this process, too, by a name that
 * the configuration has, for as long as the submitted job is in use. Thread-safe.
 */
public final class JobCredentials {

  private static final Map<Credentials, String> SUBMITTED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private JobCredentials() {}

  /** Those of a job that is being submitted, which may be added to. */
  public static Credentials toFill(JobContext job) {
    Credentials credentials = job.getCredentials();
    String name = SUBMITTED.computeIfAbsent(credentials, added -> UUID.randomUUID().toString());
    job.getConfiguration().set(InternalKeys.CREDENTIALS, name);
    return credentials;
  }

  /** A copy of what a job or a task was given, however early it asks. */
  public static Credentials of(JobContext job) {
    Credentials all = new Credentials(job.getCredentials());
    if (job.getConfiguration() instanceof JobConf) {
      all.mergeAll(((JobConf) job.getConfiguration()).getCredentials());
    }
    return with(job.getConfiguration().get(InternalKeys.CREDENTIALS, ""), all);
  }

  /** The same, with those of the name that its split knows. */
  public static Credentials of(JobContext task, Configuration conf) {
    return with(conf.get(InternalKeys.CREDENTIALS, ""), of(task));
  }

  private static Credentials with(String name, Credentials all) {
    synchronized (SUBMITTED) {
      SUBMITTED.forEach(
          (credentials, its) -> {
            if (its.equals(name)) {
              all.mergeAll(credentials);
            }
          });
    }
    return all;
  }
}
