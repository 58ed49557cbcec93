package dev.sluice.mapreduce.verify;

import dev.sluice.mapreduce.job.DelegatingRecordReader;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Gives a reader the split that it knows instead of the {@link SidedSplit}. Not thread-safe. */
public final class SidedReader extends DelegatingRecordReader<Object, Object> {

  private final Optional<TaskAttemptContext> load;

  private SidedReader(RecordReader<Object, Object> reader, Optional<TaskAttemptContext> load) {
    super(reader);
    this.load = load;
  }

  /** Wraps a reader that is initialized with the running task. */
  public static SidedReader of(RecordReader<?, ?> reader) {
    return new SidedReader(untyped(reader), Optional.empty());
  }

  /** Wraps a reader that is initialized with the task of the load, as the load knows it. */
  public static SidedReader of(RecordReader<?, ?> reader, TaskAttemptContext load) {
    return new SidedReader(untyped(reader), Optional.of(load));
  }

  @SuppressWarnings("unchecked") // mappers take what the format gives
  private static RecordReader<Object, Object> untyped(RecordReader<?, ?> reader) {
    return (RecordReader<Object, Object>) reader;
  }

  @Override
  public void initialize(InputSplit split, TaskAttemptContext task)
      throws IOException, InterruptedException {
    super.initialize(((SidedSplit) split).inner(), load.orElse(task));
  }
}
