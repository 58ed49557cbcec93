package org.elasticsearch.hadoop.mr;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.util.Progressable;

/** An output format for both of Hadoop's APIs. */
@SuppressWarnings("rawtypes") // raw types, as jobs were compiled against them
abstract class EitherOutputFormat extends OutputFormat
    implements org.apache.hadoop.mapred.OutputFormat {

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
