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
 * Reads whole indices into a job. {@link IndexJob} sets it up; every key is in {@link
 * InputSettings} and in {@link dev.sluice.read.ReadSettings}. Keys are ids; values are what {@link
 * InputSettings#VALUE} says. A split is a shard: a task that succeeds has read each document of it
 * exactly once, as they were when the task started.
 *
 * @param <V> {@code Text}, {@code BytesWritable}, {@code MapWritable} or {@link DocumentWritable}
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class IndexInputFormat<V> extends InputFormat<Text, V> {

  /** For Hadoop. */
  public IndexInputFormat() {}

  /**
   * Checks everything that can be known before a container starts, and makes a split of each shard,
   * with the settings that its task needs. Blocks while it asks the cluster.
   *
   * @throws ConfigException with every problem of the settings, or if an index is missing
   * @throws IOException if the cluster does not answer or refuses
   */
  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    return new ArrayList<>(ReadSubmission.splits(job, false));
  }

  /**
   * What a split is read by: the configuration of its task, with the settings that the split was
   * made under. These may have been those of a copy of which the task sees nothing else.
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
