package dev.sluice.bench.contestant;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * A contestant's input format, and the watch beside it: from before the first reader is made until
 * the last is closed.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class ClockedInputFormat<K, V> extends InputFormat<K, V> {

  private static final String FORMAT = "bench.input.format";

  /** For Hadoop. */
  public ClockedInputFormat() {}

  /** Has a job read by a format, with the watch beside it. */
  @SuppressWarnings("rawtypes")
  static void around(Class<? extends InputFormat> format, Job job) {
    job.getConfiguration().setClass(FORMAT, format, InputFormat.class);
    job.setInputFormatClass(ClockedInputFormat.class);
  }

  @SuppressWarnings("unchecked")
  private InputFormat<K, V> format(Configuration conf) {
    return (InputFormat<K, V>)
        ReflectionUtils.newInstance(conf.getClass(FORMAT, null, InputFormat.class), conf);
  }

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException, InterruptedException {
    return format(job.getConfiguration()).getSplits(job);
  }

  @Override
  public RecordReader<K, V> createRecordReader(InputSplit split, TaskAttemptContext task)
      throws IOException, InterruptedException {
    Stopwatch.SHARED.begin();
    return new Reader<>(format(task.getConfiguration()).createRecordReader(split, task));
  }

  /** Tells the watch when it is closed. */
  private static final class Reader<K, V> extends RecordReader<K, V> {

    private final RecordReader<K, V> reader;

    Reader(RecordReader<K, V> reader) {
      this.reader = reader;
    }

    @Override
    public void initialize(InputSplit split, TaskAttemptContext task)
        throws IOException, InterruptedException {
      reader.initialize(split, task);
    }

    @Override
    public boolean nextKeyValue() throws IOException, InterruptedException {
      return reader.nextKeyValue();
    }

    @Override
    public K getCurrentKey() throws IOException, InterruptedException {
      return reader.getCurrentKey();
    }

    @Override
    public V getCurrentValue() throws IOException, InterruptedException {
      return reader.getCurrentValue();
    }

    @Override
    public float getProgress() throws IOException, InterruptedException {
      return reader.getProgress();
    }

    @Override
    public void close() throws IOException {
      reader.close();
      Stopwatch.SHARED.end();
    }
  }
}
