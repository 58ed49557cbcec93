package dev.sluice.cli.rehearse;

import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.IndexOutputFormat;
import dev.sluice.mapreduce.task.IndexRecordWriter;
import java.io.IOException;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Writes like {@link IndexOutputFormat}, and measures. */
final class TrialOutputFormat extends OutputFormat<Object, Object> {

  private final IndexOutputFormat<Object, Object> format = new IndexOutputFormat<>();

  /** For Hadoop. */
  @SuppressWarnings("unused")
  TrialOutputFormat() {}

  @Override
  public void checkOutputSpecs(JobContext context) throws IOException {
    format.checkOutputSpecs(context);
  }

  @Override
  public RecordWriter<Object, Object> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    IndexRecordWriter<Object, Object> writer =
        (IndexRecordWriter<Object, Object>) format.getRecordWriter(context);
    return TrialWriter.start(writer, context, Ticker.system());
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context) {
    return format.getOutputCommitter(context);
  }
}
