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
 * The credentials that a job carries to its tasks, apart from its configuration. Hadoop's local job
 * runner starts a job before it passes on the credentials, so a fast task would find none.
 * Submitted credentials are therefore also kept in this process, under a name in the configuration,
 * as long as the submitted job is in use. Thread-safe.
 */
public final class JobCredentials {

  private static final Map<Credentials, String> SUBMITTED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private JobCredentials() {}

  /** The credentials of a job at submission, to add to. */
  public static Credentials toFill(JobContext job) {
    Credentials credentials = job.getCredentials();
    String name = SUBMITTED.computeIfAbsent(credentials, added -> UUID.randomUUID().toString());
    job.getConfiguration().set(InternalKeys.CREDENTIALS, name);
    return credentials;
  }

  /** A copy of the credentials of a job or task, available at any time. */
  public static Credentials of(JobContext job) {
    Credentials all = new Credentials(job.getCredentials());
    if (job.getConfiguration() instanceof JobConf) {
      all.mergeAll(((JobConf) job.getConfiguration()).getCredentials());
    }
    return with(job.getConfiguration().get(InternalKeys.CREDENTIALS, ""), all);
  }

  /** The same, including those registered under the name in its split. */
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
