package dev.sluice.mapreduce.job;

import java.io.IOException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Delegates every call to another record reader and closes it; subclasses override single methods.
 * Not thread-safe.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
@InterfaceAudience.LimitedPrivate("drop-in jar")
@InterfaceStability.Evolving
public abstract class DelegatingRecordReader<K, V> extends RecordReader<K, V> {

  private final RecordReader<K, V> reader;

  /** Wraps a reader and closes it when this reader is closed. */
  protected DelegatingRecordReader(RecordReader<K, V> reader) {
    this.reader = reader;
  }

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context)
      throws IOException, InterruptedException {
    reader.initialize(split, context);
  }

  @Override
  public boolean nextKeyValue() throws IOException, InterruptedException {
    return reader.nextKeyValue();
  }

  @Override
  public K getCurrentKey() throws IOException, InterruptedException {
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
    reader.close();
  }
}
