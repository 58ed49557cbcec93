package dev.sluice.cli.run;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.util.ReflectionUtils;

/** Wraps the output format of a job and records its failures; see {@link LocalRun}. */
final class WatchedOutputFormat extends OutputFormat<Object, Object> {

  private OutputFormat<Object, Object> format;

  /** For Hadoop. */
  @SuppressWarnings("unused")
  WatchedOutputFormat() {}

  @SuppressWarnings("unchecked") // the job was set up with this class
  private OutputFormat<Object, Object> format(Configuration conf) throws IOException {
    if (format == null) {
      try {
        format =
            (OutputFormat<Object, Object>)
                ReflectionUtils.newInstance(LocalRun.outputFormat(conf), conf);
      } catch (ClassNotFoundException e) {
        throw new IOException(e);
      }
    }
    return format;
  }

  @Override
  public void checkOutputSpecs(JobContext context) throws IOException, InterruptedException {
    format(context.getConfiguration()).checkOutputSpecs(context);
  }

  @Override
  public RecordWriter<Object, Object> getRecordWriter(TaskAttemptContext context)
      throws IOException, InterruptedException {
    Configuration conf = context.getConfiguration();
    try {
      return new Writer(conf, format(conf).getRecordWriter(context));
    } catch (IOException | RuntimeException e) {
      LocalRun.note(conf, e);
      throw e;
    }
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context)
      throws IOException, InterruptedException {
    return new WatchedCommitter(format(context.getConfiguration()).getOutputCommitter(context));
  }

  private static final class Writer extends RecordWriter<Object, Object> {

    private final Configuration conf;
    private final RecordWriter<Object, Object> writer;

    Writer(Configuration conf, RecordWriter<Object, Object> writer) {
      this.conf = conf;
      this.writer = writer;
    }

    @Override
    public void write(Object key, Object value) throws IOException, InterruptedException {
      writer.write(key, value);
    }

    @Override
    public void close(TaskAttemptContext context) throws IOException, InterruptedException {
      try {
        writer.close(context);
      } catch (IOException | RuntimeException e) {
        LocalRun.note(conf, e);
        throw e;
      }
    }
  }
}
