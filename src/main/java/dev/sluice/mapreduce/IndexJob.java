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
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/** Sets up jobs that write to Elasticsearch, or read from it. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class IndexJob {

  private IndexJob() {}

  /**
   * Makes a job write to an index. Everything else has a default, or is a key of {@link
   * OutputSettings}; what does not fit is reported when the job is submitted, which is also when
   * speculative execution is switched off.
   *
   * @param nodes URLs of one or more nodes, separated by commas
   * @param index the index, alias or data stream
   */
  public static void writeTo(Job job, String nodes, String index) {
    Configuration conf = configuration(job);
    conf.set(ConnectionSettings.NODES.key(), Objects.requireNonNull(nodes, "nodes"));
    conf.set(OutputSettings.INDEX.key(), Objects.requireNonNull(index, "index"));
    job.setOutputFormatClass(IndexOutputFormat.class);
  }

  /**
   * Makes a job read whole indices. Everything else has a default, or is a key of {@link
   * InputSettings} and {@link dev.sluice.read.ReadSettings}; what does not fit is reported when the
   * job is submitted.
   *
   * @param nodes URLs of one or more nodes, separated by commas
   * @param index the indices, aliases or data streams, separated by commas; {@code *} for any
   *     letters
   */
  public static void readFrom(Job job, String nodes, String index) {
    Configuration conf = configuration(job);
    conf.set(InputSettings.NODES.key(), Objects.requireNonNull(nodes, "nodes"));
    conf.set(InputSettings.INDEX.key(), Objects.requireNonNull(index, "index"));
    job.setInputFormatClass(IndexInputFormat.class);
  }

  /**
   * Makes a job copy whole indices, as many tasks as there are shards: ids, routing, versions, and
   * sources byte for byte. {@link CopySettings} changes documents on the way; {@link #writeTo} or
   * {@link #dumpTo} says where to. It reads from {@link InputSettings#NODES} if they are given, and
   * else from the nodes that it writes to.
   *
   * @param index the indices, aliases or data streams, separated by commas; {@code *} for any
   *     letters
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
   * Lets the indices that actions bring have {@code {field}} in their names, as {@code
   * sluice.index} may: so do those of documents that were rejected for want of the field.
   */
  public static void fillIndices(Job job) {
    configuration(job).setBoolean(InternalKeys.FILL_INDEX, true);
  }

  /**
   * Makes a job write files of envelopes, one a task, instead of sending documents; see {@link
   * EnvelopeOutputFormat}. What is published when a task is committed stays when the job fails.
   *
   * @param directory must not be there
   */
  public static void dumpTo(Job job, Path directory) {
    Configuration conf = configuration(job);
    conf.setBoolean(InternalKeys.KEEP_INDEX, true);
    conf.setInt(FileOutputCommitter.FILEOUTPUTCOMMITTER_ALGORITHM_VERSION, 2);
    job.setOutputFormatClass(EnvelopeOutputFormat.class);
    FileOutputFormat.setOutputPath(job, directory);
  }

  /**
   * Makes a job that copies complete what earlier ones, which failed, have begun: shards that they
   * committed are left out. It is refused if they copied something else, or to another place.
   *
   * @param directories those of the earlier jobs; of a dump, that of the dump alone
   * @throws ConfigException if one is not there, or its job has succeeded
   * @throws IOException if their file system cannot be reached
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
   * Makes a job read through a format that wraps its own. What depends on the format of the input,
   * such as how ids are generated, goes on depending on the job's own.
   */
  public static void readThrough(Job job, Class<? extends InputFormat<?, ?>> wrapper)
      throws ClassNotFoundException {
    job.getConfiguration().set(InternalKeys.INPUT_FORMAT, job.getInputFormatClass().getName());
    job.setInputFormatClass(wrapper);
  }

  /** The input format of a job, within one that it may read through. */
  public static Class<?> inputFormat(Configuration conf) {
    return JobInput.format(conf);
  }

  /**
   * Tells a job that an earlier one may have written some of its documents: a create that meets a
   * document looks whether that is its own, and counts as already there then.
   */
  public static void repeats(Job job) {
    job.getConfiguration().setBoolean(InternalKeys.REPEATS, true);
  }

  /**
   * Makes a job send every document through a shuffle to the reducer of its shard, so that each
   * reducer writes to one node; for a job whose mappers write what {@link IndexOutputFormat} takes,
   * of one class each, and whose reducer, if any, keeps ids. When the job is submitted it gets a
   * reducer for each shard of the index, or as many as {@link RoutingSettings#REDUCERS} says.
   */
  public static void shuffleByShard(Job job) {
    JobClasses.reach(job.getConfiguration());
    if (job.getNumReduceTasks() == 0) {
      job.setNumReduceTasks(1);
    }
    job.setPartitionerClass(ShardPartitioner.class);
  }

  /** That of a job, which from here on finds the job's classes, as the submit of it has to. */
  private static Configuration configuration(Job job) {
    JobClasses.reach(job.getConfiguration());
    return job.getConfiguration();
  }
}
