package dev.sluice.cli.rehearse;

import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Reads the pieces of a sample, one after the other, each for its share of the time of the trial.
 * Counts what it has read. Used by one thread.
 */
final class TrialReader extends RecordReader<Object, Object> {

  private final InputFormat<Object, Object> format;
  private final List<? extends InputSplit> pieces;
  private final long mostBytes;
  private final ToLongFunction<Object> sizes;
  private final Ticker ticker = Ticker.system();

  private TaskAttemptContext context;
  private RecordReader<Object, Object> reader;
  private long startNanos;
  private long timeNanos;
  private int piece = -1;
  private long records;
  private long recordBytes;
  private long sourceBytes;
  private boolean cut;
  private boolean counted;

  /**
   * Creates a reader.
   *
   * @param mostBytes the most bytes of records to read
   * @param sizes the bytes of a value
   */
  TrialReader(
      InputFormat<Object, Object> format,
      List<? extends InputSplit> pieces,
      long mostBytes,
      ToLongFunction<Object> sizes) {
    this.format = format;
    this.pieces = pieces;
    this.mostBytes = mostBytes;
    this.sizes = sizes;
  }

  @Override
  public void initialize(InputSplit split, TaskAttemptContext task)
      throws IOException, InterruptedException {
    context = task;
    timeNanos = Trial.load(task.getConfiguration()).time.toNanos();
    startNanos = ticker.nanos();
    open();
  }

  /** Opens the next piece; false if there is none. */
  private boolean open() throws IOException, InterruptedException {
    leave();
    piece++;
    if (piece == pieces.size()) {
      return false;
    }
    reader = format.createRecordReader(pieces.get(piece), context);
    reader.initialize(pieces.get(piece), context);
    return true;
  }

  private void leave() throws IOException, InterruptedException {
    if (reader != null) {
      sourceBytes += (long) (reader.getProgress() * pieces.get(piece).getLength());
      RecordReader<Object, Object> done = reader;
      reader = null;
      done.close();
    }
  }

  @Override
  public boolean nextKeyValue() throws IOException, InterruptedException {
    while (reader != null) {
      if (isPast(pieces.size()) || recordBytes >= mostBytes) {
        cut = true;
        leave();
        return false;
      }
      if (isPast(piece + 1)) {
        cut = true;
      } else if (reader.nextKeyValue()) {
        records++;
        recordBytes += sizes.applyAsLong(reader.getCurrentValue());
        return true;
      }
      open();
    }
    return false;
  }

  private boolean isPast(int share) {
    return ticker.nanos() - startNanos > timeNanos / pieces.size() * share;
  }

  @Override
  public Object getCurrentKey() throws IOException, InterruptedException {
    return reader.getCurrentKey();
  }

  @Override
  public Object getCurrentValue() throws IOException, InterruptedException {
    return reader.getCurrentValue();
  }

  @Override
  public float getProgress() {
    return Math.min(1, (float) (ticker.nanos() - startNanos) / Math.max(1, timeNanos));
  }

  @Override
  public void close() throws IOException {
    try {
      leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!counted && context != null) {
      counted = true;
      count(TrialCounter.RECORDS, records);
      count(TrialCounter.RECORD_BYTES, recordBytes);
      count(TrialCounter.SOURCE_BYTES, sourceBytes);
      count(TrialCounter.ENDED, cut ? 0 : 1);
    }
  }

  private void count(TrialCounter counter, long value) {
    context.getCounter(TrialCounter.GROUP, counter.name()).increment(value);
  }
}
