package dev.sluice.mapreduce.job;

import dev.sluice.client.http.Caller;
import dev.sluice.mapreduce.engine.Engine;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.util.VersionInfo;

/**
 * Names the job in each request, in the form of elasticsearch-hadoop: {@code [mapreduce] [user]
 * [job name] [task attempt]}. Requests of a command or of its committer have the name of the
 * command in place of the attempt; those of other jobs have the job id. Another engine is named in
 * place of MapReduce.
 */
public final class JobCaller {

  private static final String USER_AGENT =
      "sluice/"
          + ClassRoot.of(JobCaller.class).flatMap(ClassRoot::version).orElse("unknown")
          + " hadoop/"
          + VersionInfo.getVersion();

  private JobCaller() {}

  /** The caller for a job or a task attempt. */
  public static Caller of(JobContext job) {
    Configuration conf = job.getConfiguration();
    if (job instanceof TaskAttemptContext) {
      return named(Engine.of(job), conf, ((TaskAttemptContext) job).getTaskAttemptID().toString());
    }
    return named(
        Engine.of(job),
        conf,
        conf.get(
            InternalKeys.COMMAND, job.getJobID() == null ? "driver" : job.getJobID().toString()));
  }

  /** The caller for the process that makes or looks after a job. */
  public static Caller of(Configuration conf) {
    return named(Engine.MAPREDUCE, conf, conf.get(InternalKeys.COMMAND, "driver"));
  }

  private static Caller named(Engine engine, Configuration conf, String part) {
    String[] parts = {engine.toString(), user(conf), conf.get(MRJobConfig.JOB_NAME, ""), part};
    return Caller.named(USER_AGENT, "[" + String.join("] [", parts) + "]");
  }

  private static String user(Configuration conf) {
    String submitted = conf.get(MRJobConfig.USER_NAME);
    if (submitted != null) {
      return submitted;
    }
    try {
      return UserGroupInformation.getCurrentUser().getShortUserName();
    } catch (IOException e) {
      return System.getProperty("user.name");
    }
  }
}
