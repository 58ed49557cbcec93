package org.elasticsearch.hadoop.mr;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Writes each record with several writers and closes all of them, even if one fails. */
final class MultiWriter extends RecordWriter<Object, Object> {

  private final List<RecordWriter<Object, Object>> writers;

  MultiWriter(List<RecordWriter<Object, Object>> writers) {
    this.writers = writers;
  }

  @Override
  public void write(Object key, Object value) throws IOException, InterruptedException {
    for (RecordWriter<Object, Object> writer : writers) {
      writer.write(key, value);
    }
  }

  @Override
  public void close(TaskAttemptContext task) throws IOException, InterruptedException {
    MultiCommitter.all(writers, writer -> writer.close(task));
  }
}
