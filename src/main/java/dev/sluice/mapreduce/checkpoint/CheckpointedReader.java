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
  private long length;

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
      Optional<InputPosition> from = checkpoints.start(InputPosition.fingerprint(split));
      length = split.getLength();
      if (from.isPresent()) {
        place.startAt(from.get().place);
        records = from.get().records;
        // Hadoop counts what this attempt reads; the counters of the task are those of all.
        context.getCounter(TaskCounter.MAP_INPUT_RECORDS).increment(records);
      }
    }
    super.initialize(split, context);
    if (checkpoints != null) {
      checkpoints.begin(place.input(), records, this);
    }
  }

  /** The place behind the last record. */
  String place() throws IOException {
    return place.place();
  }

  /** How much of the split was read, in the unit of its length. */
  long covered() throws IOException, InterruptedException {
    return Math.round(length * (double) getProgress());
  }

  @Override
  public boolean nextKeyValue() throws IOException, InterruptedException {
    if (checkpoints == null) {
      return super.nextKeyValue();
    }
    checkpoints.next(records, this);
    boolean any = super.nextKeyValue();
    if (any) {
      records++;
    } else {
      checkpoints.end(records, place.place(), length);
    }
    return any;
  }
}
