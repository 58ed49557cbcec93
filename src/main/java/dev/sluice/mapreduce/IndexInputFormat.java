package dev.sluice.mapreduce;

import dev.sluice.config.ConfigException;
import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.input.IndexRecordReader;
import dev.sluice.mapreduce.input.IndexSplit;
import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.input.ReadSubmission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Reads whole indices into a job. {@link IndexJob} sets it up. The keys are in {@link
 * InputSettings} and {@link dev.sluice.read.ReadSettings}. Record keys are document ids; {@link
 * InputSettings#VALUE} sets the type of the values. Each split is one shard. A task that succeeds
 * has read each document of its shard exactly once, as of the start of the task.
 *
 * @param <V> {@code Text}, {@code BytesWritable}, {@code MapWritable} or {@link DocumentWritable}
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class IndexInputFormat<V> extends InputFormat<Text, V> {

  /** Called by Hadoop. */
  public IndexInputFormat() {}

  /**
   * Checks the job before any container starts, and creates one split for each shard, with the
   * settings for its task. Blocks while it queries the cluster.
   *
   * @throws ConfigException with all problems of the settings, or if an index does not exist
   * @throws IOException if the cluster does not answer or refuses a request
   */
  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    return new ArrayList<>(ReadSubmission.splits(job, false));
  }

  /**
   * The configuration for reading a split: the configuration of its task, overridden by the
   * settings with which the split was created. The splits may have been created with a copy of the
   * job that the task does not see.
   *
   * @param split one of {@link #getSplits}
   */
  public static Configuration configuration(InputSplit split, Configuration task) {
    return ((IndexSplit) split).over(task);
  }

  @Override
  public RecordReader<Text, V> createRecordReader(InputSplit split, TaskAttemptContext task) {
    return new IndexRecordReader<>();
  }
}
