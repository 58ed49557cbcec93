package dev.sluice.mapreduce;

import dev.sluice.bulk.BrokenEngine;
import dev.sluice.flow.Ticker;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.mapreduce.task.TaskConnection;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** The output format over a {@link BrokenEngine}, which the key {@link #ENGINE} names. */
public final class BrokenOutputFormat extends OutputFormat<NullWritable, BulkActionWritable> {

  /** The key. */
  public static final String ENGINE = "fault.engine";

  private final IndexOutputFormat<NullWritable, BulkActionWritable> good =
      new IndexOutputFormat<>();

  /** For Hadoop. */
  public BrokenOutputFormat() {}

  @Override
  public void checkOutputSpecs(JobContext context) throws IOException {
    good.checkOutputSpecs(context);
  }

  @Override
  public RecordWriter<NullWritable, BulkActionWritable> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    TaskConnection link = TaskConnection.open(context);
    BrokenEngine engine = BrokenEngine.valueOf(context.getConfiguration().get(ENGINE));
    return IndexOutputFormat.writer(
        context,
        TaskConnection.over(engine.over(link.transport()), link.timeout(), link),
        Ticker.system());
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context) throws IOException {
    return good.getOutputCommitter(context);
  }
}
