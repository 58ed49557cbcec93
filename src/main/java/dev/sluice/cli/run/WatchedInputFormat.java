package dev.sluice.cli.run;

import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.job.DelegatingRecordReader;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.util.ReflectionUtils;

/** Wraps the input format of a job and records failures of readers; see {@link LocalRun}. */
final class WatchedInputFormat extends InputFormat<Object, Object> {

  /** For Hadoop. */
  @SuppressWarnings("unused")
  WatchedInputFormat() {}

  @SuppressWarnings("unchecked") // the job was set up with this class
  private static InputFormat<Object, Object> format(Configuration conf) {
    return (InputFormat<Object, Object>)
        ReflectionUtils.newInstance(IndexJob.inputFormat(conf), conf);
  }

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException, InterruptedException {
    return format(job.getConfiguration()).getSplits(job);
  }

  @Override
  public RecordReader<Object, Object> createRecordReader(
      InputSplit split, TaskAttemptContext context) throws IOException, InterruptedException {
    Configuration conf = context.getConfiguration();
    try {
      return new Reader(conf, format(conf).createRecordReader(split, context));
    } catch (IOException | RuntimeException | Error e) {
      LocalRun.note(conf, e);
      throw e;
    }
  }

  private static final class Reader extends DelegatingRecordReader<Object, Object> {

    private final Configuration conf;

    Reader(Configuration conf, RecordReader<Object, Object> reader) {
      super(reader);
      this.conf = conf;
    }

    @Override
    public void initialize(InputSplit split, TaskAttemptContext context)
        throws IOException, InterruptedException {
      try {
        super.initialize(split, context);
      } catch (IOException | RuntimeException | Error e) {
        LocalRun.note(conf, e);
        throw e;
      }
    }
  }
}
