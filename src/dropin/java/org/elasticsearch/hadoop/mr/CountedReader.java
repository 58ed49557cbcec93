package org.elasticsearch.hadoop.mr;

import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Leaves the counters of a task under the names of {@link Counter}, too. */
final class CountedReader<V> extends RecordReader<Text, V> {

  private final RecordReader<Text, V> reader;
  private TaskAttemptContext task;

  CountedReader(RecordReader<Text, V> reader) {
    this.reader = reader;
  }

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context)
      throws IOException, InterruptedException {
    task = context;
    reader.initialize(split, context);
  }

  @Override
  public boolean nextKeyValue() throws IOException, InterruptedException {
    return reader.nextKeyValue();
  }

  @Override
  public Text getCurrentKey() throws IOException, InterruptedException {
    return reader.getCurrentKey();
  }

  @Override
  public V getCurrentValue() throws IOException, InterruptedException {
    return reader.getCurrentValue();
  }

  @Override
  public float getProgress() throws IOException, InterruptedException {
    return reader.getProgress();
  }

  @Override
  public void close() throws IOException {
    try {
      reader.close();
    } finally {
      if (task != null) {
        Counter.ofReading(task);
        task = null;
      }
    }
  }
}
