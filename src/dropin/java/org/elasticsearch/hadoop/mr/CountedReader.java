package org.elasticsearch.hadoop.mr;

import dev.sluice.mapreduce.job.DelegatingRecordReader;
import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * A record reader that also publishes its counters under the names of {@link Counter}, in a group.
 */
final class CountedReader<V> extends DelegatingRecordReader<Text, V> {

  private final String group;
  private TaskAttemptContext task;

  CountedReader(RecordReader<Text, V> reader, String group) {
    super(reader);
    this.group = group;
  }

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context)
      throws IOException, InterruptedException {
    task = context;
    super.initialize(split, context);
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      if (task != null) {
        Counter.ofReading(task, group);
        task = null;
      }
    }
  }
}
