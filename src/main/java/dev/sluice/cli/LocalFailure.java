package dev.sluice.cli;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * The reason why a job of the local runner failed. A cluster reports it; the local runner, alone,
 * only logs it. So there, and only there, mapper and output format are wrapped in ones that note
 * the first exception under the key of this run. Thread-safe.
 */
final class LocalFailure {

  private static final String RUN = "dev.sluice.cli.run";
  private static final String MAPPER = "dev.sluice.cli.mapper";
  private static final String OUTPUT_FORMAT = "dev.sluice.cli.output-format";

  private static final ConcurrentMap<String, Throwable> FIRST = new ConcurrentHashMap<>();

  private final Job job;
  private final String run;

  private LocalFailure(Job job, String run) {
    this.job = job;
    this.run = run;
  }

  static LocalFailure of(Job job) {
    return new LocalFailure(job, job.getJobName() + "@" + System.identityHashCode(job));
  }

  /** Wraps, if the job is to run locally; called before it is submitted. */
  void watch() throws ClassNotFoundException {
    Configuration conf = job.getConfiguration();
    String framework = conf.get(MRConfig.FRAMEWORK_NAME, MRConfig.LOCAL_FRAMEWORK_NAME);
    if (!framework.equals(MRConfig.LOCAL_FRAMEWORK_NAME)) {
      return;
    }
    conf.set(RUN, run);
    conf.set(MAPPER, job.getMapperClass().getName());
    conf.set(OUTPUT_FORMAT, job.getOutputFormatClass().getName());
    conf.setClass(
        MRJobConfig.MAP_CLASS_ATTR, WatchedMapper.class, org.apache.hadoop.mapreduce.Mapper.class);
    job.setOutputFormatClass(WatchedOutputFormat.class);
  }

  /** The message of the first exception, once the job has ended. */
  Optional<String> message() {
    return Optional.ofNullable(FIRST.get(run)).map(Failure::describe);
  }

  static Class<?> mapper(Configuration conf) throws ClassNotFoundException {
    return conf.getClassByName(conf.get(MAPPER));
  }

  static Class<?> outputFormat(Configuration conf) throws ClassNotFoundException {
    return conf.getClassByName(conf.get(OUTPUT_FORMAT));
  }

  /** Notes an exception, unless there is an earlier one. */
  static void note(Configuration conf, Throwable thrown) {
    FIRST.putIfAbsent(conf.get(RUN), thrown);
  }
}
