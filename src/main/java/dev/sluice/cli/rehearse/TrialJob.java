package dev.sluice.cli.rehearse;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.cli.run.MapTaskLimit;
import dev.sluice.mapreduce.commit.LoadSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.task.ErrorSettings;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.Job;

/** The job of one trial: the real job, with a sample of its input and the scratch index. */
final class TrialJob {

  private final Job job;
  private final Trial trial;

  private TrialJob(Job job, Trial trial) {
    this.job = job;
    this.trial = trial;
  }

  /** Makes the job of a load into an index. */
  @FunctionalInterface
  interface Maker {
    Job make(Configuration conf, String index) throws IOException;
  }

  /**
   * Makes the job.
   *
   * @param sample the format that reads a sample of the input
   * @param directory for its files
   */
  static TrialJob make(
      Maker maker,
      Class<? extends InputFormat<Object, Object>> sample,
      Configuration conf,
      Trial trial,
      String index,
      Path directory)
      throws IOException, ClassNotFoundException {
    Configuration own = new Configuration(conf);
    own.unset(LoadSettings.ALIAS.key());
    own.unset(LoadSettings.FORCE_MERGE.key());
    own.unset(ErrorSettings.INDEX.key());
    own.set(LoadSettings.HEALTH_TIMEOUT.key(), "0s");
    own.set(BulkSettings.ERRORS_MAX.key(), "100%");
    own.set(OutputSettings.INDEX_CREATE.key(), "auto");
    own.set(OutputSettings.JOB_DIR.key(), new Path(directory, "trial-" + trial.number).toString());
    Job job = maker.make(own, index);
    job.setJobName("rehearsal of " + job.getJobName());
    SampledFormat.wrap(job, sample);
    job.setOutputFormatClass(TrialOutputFormat.class);
    setMemory(job.getConfiguration());
    trial.store(job.getConfiguration());
    return new TrialJob(job, trial);
  }

  /** Without what a load would only use to read ahead. */
  private static void setMemory(Configuration own) {
    long given = BulkSettings.MEMORY.read(own::get).bytes();
    long needed = LoadSetup.memory(own, BulkSettings.IN_FLIGHT.read(own::get).most());
    own.set(BulkSettings.MEMORY.key(), Math.min(given, needed) + "b");
  }

  /** Sends this many requests at the same time. */
  TrialJob withInFlight(int inFlight) {
    Configuration own = job.getConfiguration();
    own.set(BulkSettings.MEMORY.key(), LoadSetup.memory(own, inFlight) + "b");
    own.set(BulkSettings.IN_FLIGHT.key(), String.valueOf(inFlight));
    return this;
  }

  /**
   * Keeps as much in memory as the load. What waits there is sent without a pause where requests
   * are refused, so that even more are refused.
   */
  TrialJob withMemoryOf(Configuration conf) {
    long given = BulkSettings.MEMORY.read(conf::get).bytes();
    job.getConfiguration().set(BulkSettings.MEMORY.key(), given + "b");
    return this;
  }

  /** Runs this many tasks at the same time. */
  TrialJob withTasks(int tasks, String mappersKey) {
    MapTaskLimit.set(job.getConfiguration(), tasks);
    if (job.getConfiguration().get(mappersKey) != null) {
      job.getConfiguration().setInt(mappersKey, tasks);
    }
    return this;
  }

  Job job() {
    return job;
  }

  /** The longest time that it reads. */
  long seconds() {
    return trial.time.toMillis() / 1_000;
  }

  InputSize input() {
    return InputSize.load(job.getConfiguration());
  }

  TrialFigures figures() throws IOException, InterruptedException {
    Counters counters = counters();
    return TrialFigures.of(counter -> value(counters, counter), ConcurrentTasks.seen(job));
  }

  Forecast.Sampled sampled() throws IOException {
    Counters counters = counters();
    long ended = value(counters, TrialCounter.ENDED);
    return new Forecast.Sampled(
        value(counters, TrialCounter.RECORDS),
        value(counters, TrialCounter.SOURCE_BYTES),
        value(counters, TrialCounter.RECORD_BYTES),
        ended >= input().splits);
  }

  private Counters counters() throws IOException {
    Counters counters = job.getCounters();
    if (counters == null) {
      throw new IOException("the counters of " + job.getJobID() + " are not available");
    }
    return counters;
  }

  private static long value(Counters counters, TrialCounter counter) {
    return counters.findCounter(TrialCounter.GROUP, counter.name()).getValue();
  }

  @Override
  public String toString() {
    return "trial " + (trial.number + 1);
  }
}
