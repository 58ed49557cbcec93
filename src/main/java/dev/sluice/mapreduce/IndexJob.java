package dev.sluice.mapreduce;

import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.mapreduce.copy.CopiedShards;
import dev.sluice.mapreduce.copy.CopyInputFormat;
import dev.sluice.mapreduce.copy.CopyMapper;
import dev.sluice.mapreduce.copy.CopySettings;
import dev.sluice.mapreduce.encode.JobInput;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.job.JobClasses;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.verify.VerifiedJob;
import dev.sluice.mapreduce.verify.VerifiedLoad;
import dev.sluice.verify.Difference;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.lib.map.MultithreadedMapper;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/** Sets up jobs that write to Elasticsearch or read from it. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class IndexJob {

  private IndexJob() {}

  /**
   * Makes a job write to an index. All other settings have defaults, or are keys of {@link
   * OutputSettings}. Invalid settings are reported at submission, which also turns off speculative
   * execution.
   *
   * @param nodes comma-separated URLs of one or more nodes
   * @param index the index, alias or data stream
   */
  public static void writeTo(Job job, String nodes, String index) {
    writeTo(configuration(job), nodes, index);
  }

  /**
   * The same for engines that use Hadoop's formats without a Hadoop job, such as Spark. The engine
   * must run the output committer; the job's settings then reach its tasks through the job
   * directory, which must be on a file system that all machines share.
   *
   * @param nodes comma-separated URLs of one or more nodes
   * @param index the index, alias or data stream
   */
  public static void writeTo(Configuration conf, String nodes, String index) {
    JobClasses.reach(conf);
    conf.set(ConnectionSettings.NODES.key(), Objects.requireNonNull(nodes, "nodes"));
    conf.set(OutputSettings.INDEX.key(), Objects.requireNonNull(index, "index"));
    conf.setClass(
        MRJobConfig.OUTPUT_FORMAT_CLASS_ATTR, IndexOutputFormat.class, OutputFormat.class);
  }

  /**
   * Makes a job read whole indices. All other settings have defaults, or are keys of {@link
   * InputSettings} and {@link dev.sluice.read.ReadSettings}. Invalid settings are reported at
   * submission.
   *
   * @param nodes comma-separated URLs of one or more nodes
   * @param index the comma-separated indices, aliases or data streams; {@code *} is a wildcard
   */
  public static void readFrom(Job job, String nodes, String index) {
    readFrom(configuration(job), nodes, index);
  }

  /**
   * The same for engines that use Hadoop's formats without a Hadoop job, such as Spark.
   *
   * @param nodes comma-separated URLs of one or more nodes
   * @param index the comma-separated indices, aliases or data streams; {@code *} is a wildcard
   */
  public static void readFrom(Configuration conf, String nodes, String index) {
    JobClasses.reach(conf);
    conf.set(InputSettings.NODES.key(), Objects.requireNonNull(nodes, "nodes"));
    conf.set(InputSettings.INDEX.key(), Objects.requireNonNull(index, "index"));
    conf.setClass(MRJobConfig.INPUT_FORMAT_CLASS_ATTR, IndexInputFormat.class, InputFormat.class);
  }

  /**
   * Makes a job copy whole indices, with one map task for each shard. Ids, routing and versions are
   * kept; sources are copied byte for byte. {@link CopySettings} can change documents. Use {@link
   * #writeTo} or {@link #dumpTo} to set the target. The job reads from {@link InputSettings#NODES}
   * if set, otherwise from the nodes it writes to.
   *
   * @param index the comma-separated indices, aliases or data streams; {@code *} is a wildcard
   */
  public static void copyFrom(Job job, String index) {
    Configuration conf = configuration(job);
    conf.set(InputSettings.INDEX.key(), Objects.requireNonNull(index, "index"));
    conf.set(InputSettings.VALUE.key(), "document");
    job.setInputFormatClass(CopyInputFormat.class);
    job.setMapperClass(CopyMapper.class);
    job.setMapOutputKeyClass(Text.class);
    job.setMapOutputValueClass(BulkActionWritable.class);
    job.setNumReduceTasks(0);
  }

  /**
   * Allows {@code {field}} in the index names of actions, as in {@code sluice.index}. Needed to
   * replay documents that were rejected because the field was missing.
   */
  public static void fillIndices(Job job) {
    configuration(job).setBoolean(InternalKeys.FILL_INDEX, true);
  }

  /**
   * Makes a job write files of envelopes, one file for each task, instead of sending documents; see
   * {@link EnvelopeOutputFormat}. Files of committed tasks stay if the job fails.
   *
   * @param directory must not exist
   */
  public static void dumpTo(Job job, Path directory) {
    Configuration conf = configuration(job);
    conf.setBoolean(InternalKeys.KEEP_INDEX, true);
    conf.setInt(FileOutputCommitter.FILEOUTPUTCOMMITTER_ALGORITHM_VERSION, 2);
    job.setOutputFormatClass(EnvelopeOutputFormat.class);
    FileOutputFormat.setOutputPath(job, directory);
  }

  /**
   * Makes a copy job continue earlier jobs that failed: it skips the shards they committed. The job
   * is refused if the earlier jobs copied something else or to another target.
   *
   * @param directories the job directories of the earlier jobs; for a dump, only the directory of
   *     the dump
   * @throws ConfigException if a directory does not exist, or if its job has succeeded
   * @throws IOException if the file system does not answer
   */
  public static void resume(Job job, List<Path> directories) throws IOException {
    Configuration conf = configuration(job);
    conf.set(
        InternalKeys.RESUMES,
        directories.stream().map(Path::toString).collect(Collectors.joining(",")));
    for (Path directory : directories) {
      CopiedShards.checkUnfinished(directory, conf);
    }
    Path dump = FileOutputFormat.getOutputPath(job);
    if (dump != null) {
      CopiedShards.sweep(dump, conf);
      conf.set(CopiedShards.BASE_NAME, CopiedShards.freeName(dump, conf));
    }
  }

  /**
   * Makes a job read through a format that wraps its own input format. Checks of the input format,
   * such as how ids are generated, still see the job's own format.
   *
   * @throws ClassNotFoundException if the input format of the job cannot be loaded
   */
  public static void readThrough(Job job, Class<? extends InputFormat<?, ?>> wrapper)
      throws ClassNotFoundException {
    job.getConfiguration().set(InternalKeys.INPUT_FORMAT, job.getInputFormatClass().getName());
    job.setInputFormatClass(wrapper);
  }

  /** The input format of a job; if the job reads through a wrapper, the wrapped format. */
  public static Class<?> inputFormat(Configuration conf) {
    return JobInput.format(conf);
  }

  /**
   * Marks a job as the repetition of an earlier one that may have written some of its documents. A
   * create that meets a document checks whether it is its own, which then counts as already there.
   */
  public static void repeats(Job job) {
    job.getConfiguration().setBoolean(InternalKeys.REPEATS, true);
  }

  /**
   * Makes a job shuffle every document to the reducer of its shard, so that each reducer writes to
   * one node. The mappers must write values that {@link IndexOutputFormat} accepts, of one class
   * each. A reducer, if any, must keep the ids. At submission the job gets one reducer for each
   * shard of the index, or as many as {@link RoutingSettings#REDUCERS} says.
   */
  public static void shuffleByShard(Job job) {
    JobClasses.reach(job.getConfiguration());
    if (job.getNumReduceTasks() == 0) {
      job.setNumReduceTasks(1);
    }
    job.setPartitionerClass(ShardPartitioner.class);
  }

  /**
   * Makes a job that would load an index compare instead: what its mapper writes with what the
   * index has. Call it last, when the job has its input format, its mapper and {@link #writeTo}; a
   * job with a mapper of your own verifies the output of that mapper. The index is only read. The
   * job counts each document in {@link dev.sluice.io.VerifyCounter}, and writes a line of JSON for
   * each {@link Difference} into the files {@code part-r-*} of the directory.
   *
   * <p>Each document must have an id of its own, and must be complete: loads with generated ids,
   * updates or scripts are refused.
   *
   * @param load a job without a reducer of its own
   * @param differences the directory to write; must not exist
   * @throws ConfigException if the job has a reducer
   * @throws ClassNotFoundException if a class of the job cannot be loaded
   */
  public static void verify(Job load, Path differences) throws ClassNotFoundException {
    Class<?> mapper = load.getMapperClass();
    boolean delays =
        AsyncMapper.class.isAssignableFrom(mapper)
            || MultithreadedMapper.class.isAssignableFrom(mapper);
    configuration(load).setBoolean(VerifiedLoad.IN_STEP, !delays);
    VerifiedJob.compare(load, differences);
  }

  /**
   * The configuration of a job, with a class loader that finds the classes of the job, as
   * submission requires.
   */
  private static Configuration configuration(Job job) {
    JobClasses.reach(job.getConfiguration());
    return job.getConfiguration();
  }
}
