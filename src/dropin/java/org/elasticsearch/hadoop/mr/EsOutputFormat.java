package org.elasticsearch.hadoop.mr;

import dev.sluice.mapreduce.IndexOutputFormat;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.util.Progressable;

/**
 * The name by which jobs know the output format of elasticsearch-hadoop, in both of Hadoop's APIs;
 * what it does is done by {@link IndexOutputFormat}.
 */
@SuppressWarnings("rawtypes") // as jobs were compiled against it
public class EsOutputFormat extends OutputFormat implements org.apache.hadoop.mapred.OutputFormat {

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

  @SuppressWarnings("unchecked")
  private dev.sluice.mapred.IndexOutputFormat<Object, Object> old() {
    return new dev.sluice.mapred.IndexOutputFormat<Object, Object>(this);
  }

  @Override
  public void checkOutputSpecs(FileSystem ignored, JobConf job) throws IOException {
    old().checkOutputSpecs(ignored, job);
  }

  @Override
  public org.apache.hadoop.mapred.RecordWriter<Object, Object> getRecordWriter(
      FileSystem ignored, JobConf job, String name, Progressable progress) throws IOException {
    return old().getRecordWriter(ignored, job, name, progress);
  }
}
