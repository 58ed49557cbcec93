package dev.sluice.mapreduce.resume;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.checkpoint.CheckpointRule;
import dev.sluice.mapreduce.checkpoint.CheckpointSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.since.PlannedMark;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * A job that resumes another one, at its submission. The input format of the job calls it before
 * and after it leaves out what the earlier job has covered.
 */
public final class ResumedJob {

  private ResumedJob() {}

  /**
   * Makes a job resume another one.
   *
   * @param force whether to resume although the input may have changed, or a checkpoint is damaged
   */
  public static void set(Configuration conf, Path directory, boolean force) {
    conf.set(InternalKeys.RESUMED, directory.toString());
    conf.setBoolean(InternalKeys.RESUME_FORCED, force);
  }

  /** The directory of the job that this one resumes. */
  public static Optional<JobDirectory> directory(Configuration conf) {
    return Optional.ofNullable(conf.get(InternalKeys.RESUMED))
        .map(path -> JobDirectory.at(new Path(path)));
  }

  /** The jobs that this one resumes; none if they cannot be read, which {@link #begin} reports. */
  public static Set<String> jobs(Configuration conf) throws IOException {
    Optional<JobDirectory> directory = directory(conf);
    try {
      return directory.isPresent()
          ? JobRecord.in(directory.get(), conf).map(JobRecord::jobs).orElse(Collections.emptySet())
          : Collections.emptySet();
    } catch (IOException e) {
      return Collections.emptySet();
    }
  }

  /** Whether the user wants to resume in spite of what may be wrong. */
  public static boolean isForced(Configuration conf) {
    return conf.getBoolean(InternalKeys.RESUME_FORCED, false);
  }

  /**
   * The job that this one resumes, after all checks that need no input. Blocks.
   *
   * @param job was checked, and has got its id
   * @throws ConfigException if it cannot be resumed
   */
  public static Optional<EarlierJob> begin(JobContext job) throws IOException {
    Configuration conf = job.getConfiguration();
    Optional<JobDirectory> directory = directory(conf);
    if (!directory.isPresent()) {
      return Optional.empty();
    }
    checkTakesPart(directory.get(), conf);
    EarlierJob earlier = EarlierJob.in(directory.get(), isForced(conf), conf);
    Optional<String> change = earlier.record.terms.changedIn(JobTerms.of(conf));
    if (change.isPresent() && !isForced(conf)) {
      throw ResumeRefusal.unlessForced(
          directory.get(),
          change.get(),
          "resumes nevertheless: documents indexed so far stay as they are");
    }
    Optional<String> obstacle = RepeatableIds.obstacle(job);
    if (obstacle.isPresent()) {
      throw ResumeRefusal.of(directory.get(), obstacle.get());
    }
    conf.set(InternalKeys.FIRST_JOB, earlier.firstJob());
    InheritedCounts.of(earlier).store(conf);
    PlannedMark.storeTexts(earlier.record.mark, conf);
    return Optional.of(earlier);
  }

  private static void checkTakesPart(JobDirectory directory, Configuration conf) {
    if (OutputSettings.DRY_RUN.read(conf::get)) {
      throw ResumeRefusal.of(
          directory, "a dry run sends nothing: remove " + OutputSettings.DRY_RUN);
    }
    if (!CheckpointRule.isOn(conf)) {
      throw ResumeRefusal.of(
          directory,
          "the tasks of this job store no checkpoints, because it has reducers, reads a format or"
              + " with a mapper without them, or "
              + CheckpointSettings.INTERVAL
              + " is 0s");
    }
  }

  /**
   * Records the state of something that a job reads, such as the time at which a table was created.
   * A job can be resumed only if it is still the same. Called before {@link #begin}.
   *
   * @param what it is, for messages
   */
  public static void readsIn(Configuration conf, String what, String state) {
    conf.set(JobTerms.STATE_OF + what, state);
  }

  /**
   * The input of a job was divided. From now on, the earlier job is in use.
   *
   * @param splits what is left to read
   */
  public static void divided(
      JobContext job, Optional<EarlierJob> earlier, List<? extends InputSplit> splits)
      throws IOException, InterruptedException {
    Configuration conf = job.getConfiguration();
    long length =
        earlier.map(its -> its.inputs().stream().mapToLong(CoveredInput::covered).sum()).orElse(0L);
    for (InputSplit split : splits) {
      length += split.getLength();
    }
    conf.setLong(InternalKeys.INPUT_LENGTH, length);
    if (earlier.isPresent() && job.getJobID() != null) {
      ResumeClaim.write(
          earlier.get().directory, JobDirectory.of(job), job.getJobID().toString(), conf);
    }
  }
}
