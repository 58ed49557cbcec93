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
  private final String group;

  /** Called by Hadoop. */
  public EsOutputFormat() {
    this(Counter.class);
  }

  /** A format that counts under the names of another enum with the constants of {@link Counter}. */
  protected EsOutputFormat(Class<? extends Enum<?>> counters) {
    group = counters.getName();
  }

  @Override
  public void checkOutputSpecs(JobContext context) throws IOException {
    Original.refuse();
    format.checkOutputSpecs(context);
  }

  @Override
  public RecordWriter<Object, Object> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    Original.refuse();
    return new CountedWriter(format.getRecordWriter(context), group);
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context) {
    return format.getOutputCommitter(context);
  }
}
