package dev.sluice.mapreduce.checkpoint;

import dev.sluice.config.Settings;
import dev.sluice.io.RecordByRecord;
import dev.sluice.mapreduce.encode.JobInput;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.engine.Engine;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides at submission whether the map tasks of a job store checkpoints. By default they do if
 * that is right for sure: when {@code map} has returned, everything about its record was given to
 * the only writer of the task, and the reader can begin at any record. An interval that was set,
 * but cannot be kept, is a problem of the settings.
 */
public final class CheckpointRule {

  private static final Logger log = LoggerFactory.getLogger(CheckpointRule.class);

  private static final String OUTPUT_FORMAT = "dev.sluice.mapreduce.IndexOutputFormat";
  private static final String OURS = "dev.sluice.";
  private static final String SIDE_OUTPUTS = "mapreduce.multipleoutputs";

  /** Mappers that have several records in work, whatever their subclasses say. */
  private static final Set<String> CONCURRENT =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "dev.sluice.mapreduce.AsyncMapper",
                  "org.apache.hadoop.hbase.mapreduce.MultithreadedTableMapper",
                  "org.apache.hadoop.mapreduce.lib.chain.ChainMapper",
                  "org.apache.hadoop.mapreduce.lib.map.MultithreadedMapper")));

  /** Mappers that pass records on. */
  private static final Set<String> IDENTITY =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "org.apache.hadoop.hbase.mapreduce.IdentityTableMapper",
                  "org.apache.hadoop.mapreduce.Mapper")));

  /** Inputs whose records an attempt finds in another order than the attempt before. */
  private static final Set<String> INDICES =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "dev.sluice.mapreduce.IndexInputFormat",
                  "dev.sluice.mapreduce.copy.CopyInputFormat")));

  private static final String SNAPSHOT = "hbase.TableSnapshotInputFormat.snapshot.name";
  private static final String NEW_API = "mapred.mapper.new-api";

  private CheckpointRule() {}

  /**
   * Decides, and tells the tasks.
   *
   * @param settings receives a problem if an interval was set that cannot be kept
   */
  public static void apply(JobContext job, Settings settings) throws IOException {
    Configuration conf = job.getConfiguration();
    boolean wanted = !settings.get(CheckpointSettings.INTERVAL).isZero();
    boolean marked = settings.get(CheckpointSettings.RECORD_BY_RECORD);
    Optional<String> obstacle = wanted ? obstacle(job, marked) : Optional.empty();
    conf.setBoolean(InternalKeys.CHECKPOINTS, wanted && !obstacle.isPresent());
    if (obstacle.isPresent() && CheckpointSettings.INTERVAL.isGiven(conf::get)) {
      settings.problem(
          CheckpointSettings.INTERVAL
              + " is "
              + conf.get(CheckpointSettings.INTERVAL.key())
              + ", but the tasks of this job cannot store checkpoints: "
              + obstacle.get()
              + "; remove the key, or set it to 0s");
    } else if (obstacle.isPresent()) {
      log.debug("The tasks of this job store no checkpoints: {}", obstacle.get());
    }
  }

  private static Optional<String> obstacle(JobContext job, boolean marked) throws IOException {
    Configuration conf = job.getConfiguration();
    if (Engine.of(job) != Engine.MAPREDUCE || !conf.getBoolean(NEW_API, true)) {
      return Optional.of("it is not a MapReduce job of the new API");
    }
    if (conf.getInt(MRJobConfig.NUM_REDUCES, 1) != 0) {
      return Optional.of("it has reducers");
    }
    String output = conf.get(MRJobConfig.OUTPUT_FORMAT_CLASS_ATTR, "");
    if (!conf.get(InternalKeys.OUTPUT_FORMAT, output).equals(OUTPUT_FORMAT)
        || !conf.get(SIDE_OUTPUTS, "").isEmpty()) {
      return Optional.of("it does not write to " + OUTPUT_FORMAT + " alone");
    }
    Class<?> format = JobInput.format(conf);
    if (INDICES.contains(format.getName())) {
      return Optional.of(
          "its input is an index, which each attempt reads from the start, as of a point in time of"
              + " its own");
    }
    if (!format.isAnnotationPresent(CheckpointedInput.class) || conf.get(SNAPSHOT) != null) {
      return Optional.of("its input (" + format.getName() + ") is always read from the start");
    }
    Class<?> mapper = JobInput.mapper(conf);
    String encoder = conf.get(OutputSettings.VALUE_ENCODER.key(), OURS);
    if (isConcurrent(mapper)) {
      return Optional.of(mapper.getName() + " has several records in work at a time");
    }
    boolean known =
        IDENTITY.contains(mapper.getName()) || mapper.isAnnotationPresent(RecordByRecord.class);
    if (!marked && (!known || !encoder.startsWith(OURS))) {
      return Optional.of(
          (known ? encoder : mapper.getName())
              + " may collect records; if it does not, set "
              + CheckpointSettings.RECORD_BY_RECORD
              + "=true");
    }
    return unfit(conf);
  }

  private static boolean isConcurrent(Class<?> mapper) {
    Class<?> type = mapper;
    while (type != null && !CONCURRENT.contains(type.getName())) {
      type = type.getSuperclass();
    }
    return type != null;
  }

  private static Optional<String> unfit(Configuration conf) throws IOException {
    FileSystem files = JobDirectory.parent(conf).getFileSystem(conf);
    if (CheckpointFiles.isFit(files)) {
      return Optional.empty();
    }
    log.info("No checkpoints: the file system {} has no atomic rename", files.getUri());
    return Optional.of("the file system " + files.getUri() + " has no atomic rename");
  }

  /** Whether the tasks of a job store checkpoints. */
  public static boolean isOn(Configuration conf) {
    return conf.getBoolean(InternalKeys.CHECKPOINTS, false);
  }
}
