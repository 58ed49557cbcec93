package dev.sluice.bench.contestant;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * A contestant's output format, and the watch beside it: from before the first writer is made until
 * the last is closed. What Hadoop's local runner does before and after is no contestant's doing.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class ClockedOutputFormat<K, V> extends OutputFormat<K, V> {

  private static final String FORMAT = "bench.output.format";

  /** For Hadoop. */
  public ClockedOutputFormat() {}

  /** Has a job write by a format, with the watch beside it. */
  @SuppressWarnings("rawtypes")
  static void around(Class<? extends OutputFormat> format, Job job) {
    job.getConfiguration().setClass(FORMAT, format, OutputFormat.class);
    job.setOutputFormatClass(ClockedOutputFormat.class);
  }

  @SuppressWarnings("unchecked")
  private OutputFormat<K, V> format(JobContext context) {
    return (OutputFormat<K, V>)
        ReflectionUtils.newInstance(
            context.getConfiguration().getClass(FORMAT, null, OutputFormat.class),
            context.getConfiguration());
  }

  /** The format finds itself in the job, as it does without a watch. */
  @Override
  public void checkOutputSpecs(JobContext context) throws IOException, InterruptedException {
    OutputFormat<K, V> format = format(context);
    Configuration conf = context.getConfiguration();
    conf.set(MRJobConfig.OUTPUT_FORMAT_CLASS_ATTR, format.getClass().getName());
    try {
      format.checkOutputSpecs(context);
    } finally {
      conf.set(MRJobConfig.OUTPUT_FORMAT_CLASS_ATTR, getClass().getName());
    }
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context)
      throws IOException, InterruptedException {
    return format(context).getOutputCommitter(context);
  }

  @Override
  public RecordWriter<K, V> getRecordWriter(TaskAttemptContext context)
      throws IOException, InterruptedException {
    Stopwatch.SHARED.begin();
    RecordWriter<K, V> writer = format(context).getRecordWriter(context);
    return new RecordWriter<>() {
      @Override
      public void write(K key, V value) throws IOException, InterruptedException {
        writer.write(key, value);
      }

      @Override
      public void close(TaskAttemptContext attempt) throws IOException, InterruptedException {
        writer.close(attempt);
        Stopwatch.SHARED.end();
      }
    };
  }
}
