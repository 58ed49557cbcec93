package org.elasticsearch.hadoop.mr;

import dev.sluice.mapreduce.IndexOutputFormat;
import java.io.IOException;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The elasticsearch-hadoop output format, for both of Hadoop's APIs. {@link IndexOutputFormat} does
 * the work.
 */
public class EsOutputFormat extends EitherOutputFormat {

  private final IndexOutputFormat<Object, Object> format = new IndexOutputFormat<>();

  /** Called by Hadoop. */
  public EsOutputFormat() {}

  @Override
  public void checkOutputSpecs(JobContext context) throws IOException {
    Original.refuse();
    format.checkOutputSpecs(context);
  }

  @Override
  public RecordWriter<Object, Object> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    Original.refuse();
    return new CountedWriter(format.getRecordWriter(context));
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context) {
    return format.getOutputCommitter(context);
  }
}
