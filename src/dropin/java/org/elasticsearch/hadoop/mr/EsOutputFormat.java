package org.elasticsearch.hadoop.mr;

import dev.sluice.mapreduce.IndexOutputFormat;
import java.io.IOException;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The name by which jobs know the output format of elasticsearch-hadoop, in both of Hadoop's APIs;
 * what it does is done by {@link IndexOutputFormat}.
 */
public class EsOutputFormat extends EitherOutputFormat {

  private final IndexOutputFormat<Object, Object> format = new IndexOutputFormat<>();

  /** For Hadoop. */
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
