package dev.sluice.mapreduce.checkpoint;

import dev.sluice.mapreduce.job.DelegatingRecordReader;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskCounter;

/**
 * A reader that takes part in the checkpoints of its task: it begins at the last of them, and lets
 * new ones be stored between two records. Without an open writer of its attempt that stores
 * checkpoints, it only reads. Used by one thread.
 */
public final class CheckpointedReader<K, V> extends DelegatingRecordReader<K, V> {

  private final ResumableReader place;
  private TaskCheckpoints checkpoints;
  private long records;

  private CheckpointedReader(RecordReader<K, V> reader, ResumableReader place) {
    super(reader);
    this.place = place;
  }

  public static <K, V, R extends RecordReader<K, V> & ResumableReader> RecordReader<K, V> over(
      R reader) {
    return new CheckpointedReader<>(reader, reader);
  }

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context)
      throws IOException, InterruptedException {
    checkpoints = TaskCheckpoints.of(context.getTaskAttemptID()).orElse(null);
    if (checkpoints != null) {
      Optional<InputPosition> from = checkpoints.begin(InputPosition.fingerprint(split));
      if (from.isPresent()) {
        place.startAt(from.get().place);
        records = from.get().records;
        // Hadoop counts what this attempt reads; the counters of the task are those of all.
        context.getCounter(TaskCounter.MAP_INPUT_RECORDS).increment(records);
      }
    }
    super.initialize(split, context);
  }

  @Override
  public boolean nextKeyValue() throws IOException, InterruptedException {
    if (checkpoints == null) {
      return super.nextKeyValue();
    }
    checkpoints.next(records, place);
    boolean any = super.nextKeyValue();
    records += any ? 1 : 0;
    return any;
  }
}
