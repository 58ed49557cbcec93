package dev.sluice.mapreduce;

import java.io.IOException;
import java.util.List;
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
public final class IndexInputFormat<V> extends InputFormat<Text, V> {

  /** For Hadoop. */
  public IndexInputFormat() {}

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public RecordReader<Text, V> createRecordReader(InputSplit split, TaskAttemptContext task)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
