package dev.sluice.mapreduce.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.map.WrappedMapper;
import org.apache.hadoop.mapreduce.task.MapContextImpl;

/** Records that were looked up, as the input of a mapper. Not thread-safe. */
final class FoundRecords extends RecordReader<Object, Object> {

  private final List<Object> keys = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private int at = -1;

  /** Takes what the mapper writes. */
  interface Output {
    void write(Object key, Object value) throws IOException;
  }

  void add(Object key, Object value) {
    keys.add(key);
    values.add(value);
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /**
   * The context of a mapper that reads these records. Its counters are its own, because the records
   * are counted already.
   *
   * @param load the context of the load, with its configuration
   * @param task the running task, which makes progress
   */
  Mapper<Object, Object, Object, Object>.Context context(
      TaskAttemptContext load, TaskAttemptContext task, Output output) {
    return new WrappedMapper<Object, Object, Object, Object>()
        .getMapContext(
            new MapContextImpl<>(
                load.getConfiguration(),
                load.getTaskAttemptID(),
                this,
                new Written(output),
                null,
                new OwnCounters(task),
                null));
  }

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context) {
    throw new UnsupportedOperationException("records that were looked up have no split");
  }

  @Override
  public boolean nextKeyValue() {
    return ++at < keys.size();
  }

  @Override
  public Object getCurrentKey() {
    return keys.get(at);
  }

  @Override
  public Object getCurrentValue() {
    return values.get(at);
  }

  @Override
  public float getProgress() {
    return keys.isEmpty() ? 1 : (float) Math.max(at, 0) / keys.size();
  }

  @Override
  public void close() {}

  /** Passes records on, one at a time: a mapper may write with several threads. */
  private static final class Written extends RecordWriter<Object, Object> {

    private final Output output;

    Written(Output output) {
      this.output = output;
    }

    @Override
    public synchronized void write(Object key, Object value) throws IOException {
      output.write(key, value);
    }

    @Override
    public void close(TaskAttemptContext context) {}
  }

  /** The status of a task, with counters and a status text that nobody sees. */
  private static final class OwnCounters extends TaskStatus {

    private final Counters counters = new Counters();

    OwnCounters(TaskAttemptContext task) {
      super(task);
    }

    @Override
    public Counter getCounter(Enum<?> name) {
      return counters.findCounter(name);
    }

    @Override
    public Counter getCounter(String group, String name) {
      return counters.findCounter(group, name);
    }

    @Override
    public void setStatus(String status) {}
  }
}
