package org.elasticsearch.hadoop.mr;

import java.io.IOException;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * A record writer that also publishes its counters under the names of {@link Counter}, in a group.
 */
final class CountedWriter extends RecordWriter<Object, Object> {

  private final RecordWriter<Object, Object> writer;
  private final String group;
  private boolean counted;

  CountedWriter(RecordWriter<Object, Object> writer, String group) {
    this.writer = writer;
    this.group = group;
  }

  @Override
  public void write(Object key, Object value) throws IOException, InterruptedException {
    writer.write(key, value);
  }

  @Override
  public void close(TaskAttemptContext task) throws IOException, InterruptedException {
    try {
      writer.close(task);
    } finally {
      if (!counted) {
        counted = true;
        Counter.ofWriting(task, group);
      }
    }
  }
}
