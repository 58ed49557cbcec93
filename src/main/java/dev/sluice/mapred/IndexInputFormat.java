package dev.sluice.mapred;

import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.job.JobClasses;
import java.io.IOException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.InputFormat;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.task.JobContextImpl;

/**
 * {@link dev.sluice.mapreduce.IndexInputFormat} for jobs of Hadoop's old API, with the same keys
 * and guarantees.
 *
 * @param <V> {@code Text}, {@code BytesWritable}, {@code MapWritable} or {@link
 *     dev.sluice.io.DocumentWritable}
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class IndexInputFormat<V> implements InputFormat<Text, V> {

  private final org.apache.hadoop.mapreduce.InputFormat<Text, V> format;

  /** Called by Hadoop. */
  public IndexInputFormat() {
    this(new dev.sluice.mapreduce.IndexInputFormat<>());
  }

  /** Wraps a format that itself wraps ours. */
  public IndexInputFormat(org.apache.hadoop.mapreduce.InputFormat<Text, V> format) {
    this.format = format;
  }

  /**
   * Checks the job before any container starts, and creates one split for each shard, with the
   * settings for its task. Blocks while it queries the cluster.
   *
   * @param ignored the number of splits that Hadoop suggests
   * @throws IOException if the cluster does not answer or refuses a request
   */
  @Override
  public InputSplit[] getSplits(JobConf job, int ignored) throws IOException {
    JobClasses.reach(job);
    try {
      return format.getSplits(new JobContextImpl(job, new JobID())).toArray(new InputSplit[0]);
    } catch (InterruptedException e) {
      throw IndexOutputFormat.interrupted("checking the job", e);
    }
  }

  @Override
  public RecordReader<Text, V> getRecordReader(InputSplit split, JobConf job, Reporter reporter)
      throws IOException {
    // Our split class implements both APIs.
    Object either = split;
    org.apache.hadoop.mapreduce.InputSplit shard = (org.apache.hadoop.mapreduce.InputSplit) either;
    Configuration settings = dev.sluice.mapreduce.IndexInputFormat.configuration(shard, job);
    TaskAttemptContext task = TaskReport.context(job, reporter);
    try {
      org.apache.hadoop.mapreduce.RecordReader<Text, V> reader =
          format.createRecordReader(shard, task);
      reader.initialize(shard, task);
      @SuppressWarnings("unchecked") // The job's author chooses the type with sluice.read.value.
      Class<V> type = (Class<V>) InputSettings.VALUE.read(settings::get).type(settings);
      return new IndexRecordReader<>(reader, type, job);
    } catch (InterruptedException e) {
      throw IndexOutputFormat.interrupted("opening the reader", e);
    }
  }
}
