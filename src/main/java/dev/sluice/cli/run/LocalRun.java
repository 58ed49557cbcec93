package dev.sluice.cli.run;

import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.engine.Engine;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.server.jobtracker.JTConfig;

/**
 * A job in the local job runner. A cluster reports why a job failed; the local job runner only logs
 * it. So, for local jobs only, the mapper and the formats are wrapped in classes that record the
 * first exception under the key of this run, and tasks report every second. Thread-safe.
 */
final class LocalRun {

  private static final String RUN = "dev.sluice.cli.run";

  private static final ConcurrentMap<String, Throwable> FIRST = new ConcurrentHashMap<>();

  private final Job job;
  private final String run;

  private LocalRun(Job job, String run) {
    this.job = job;
    this.run = run;
  }

  static LocalRun of(Job job) {
    return new LocalRun(job, job.getJobName() + "@" + System.identityHashCode(job));
  }

  /** Wraps the classes of a local job; called before it is submitted. */
  void watch() throws ClassNotFoundException {
    Configuration conf = job.getConfiguration();
    if (!Engine.isLocal(conf)) {
      return;
    }
    // The default is one directory for all users, owned by the first one.
    conf.setIfUnset(JTConfig.JT_STAGING_AREA_ROOT, conf.get("hadoop.tmp.dir") + "/mapred/staging");
    conf.setIfUnset(MRJobConfig.TASK_PROGRESS_REPORT_INTERVAL, "1000");
    conf.set(RUN, run);
    conf.set(InternalKeys.MAPPER, job.getMapperClass().getName());
    conf.set(InternalKeys.OUTPUT_FORMAT, job.getOutputFormatClass().getName());
    conf.setClass(
        MRJobConfig.MAP_CLASS_ATTR, WatchedMapper.class, org.apache.hadoop.mapreduce.Mapper.class);
    job.setOutputFormatClass(WatchedOutputFormat.class);
    IndexJob.readThrough(job, WatchedInputFormat.class);
  }

  /** The message of the first exception, after the end of the job. */
  Optional<String> message() {
    return Optional.ofNullable(FIRST.get(run)).map(CommandFailure::describe);
  }

  static Class<?> mapper(Configuration conf) throws ClassNotFoundException {
    return conf.getClassByName(conf.get(InternalKeys.MAPPER));
  }

  static Class<?> outputFormat(Configuration conf) throws ClassNotFoundException {
    return conf.getClassByName(conf.get(InternalKeys.OUTPUT_FORMAT));
  }

  /** Records an exception, unless there is an earlier one or the job is not local. */
  static void note(Configuration conf, Throwable thrown) {
    String run = conf.get(RUN);
    if (run != null) {
      FIRST.putIfAbsent(run, thrown);
    }
  }
}
