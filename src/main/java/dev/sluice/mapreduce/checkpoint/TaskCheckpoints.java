package dev.sluice.mapreduce.checkpoint;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.flow.Ticker;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a running task attempt. Its reader calls {@link #next} between two records,
 * when the {@code map} of the record before has returned. Once in an interval, that remembers the
 * reader's position and places a barrier in the bulk engine; when the barrier is settled, a later
 * call stores both. So nothing waits. The files of rejected documents are closed first: a
 * checkpoint never names what could get lost. The first one is stored when the reader begins, so
 * that a later job knows what the task has begun to write; the last one when all is written.
 *
 * <p>A mapper that has given nothing since the last checkpoint gets no new one: it may collect
 * records, which must then be read again. Used by one thread.
 *
 * <p>Hadoop creates the writer of a task before it initializes the reader. The reader finds the
 * checkpoints of its attempt by {@link #of}; several tasks can run in one process.
 */
public final class TaskCheckpoints implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(TaskCheckpoints.class);

  private static final Map<TaskAttemptID, TaskCheckpoints> OPEN = new ConcurrentHashMap<>();

  /** Reading the clock for each record would cost more than the record, if it is small. */
  private static final int MOST_RECORDS_BETWEEN_LOOKS = 64;

  private static final long LOOK_NANOS = 1_000_000;

  private final TaskAttemptID attempt;
  private final CheckpointFiles files;
  private final CheckpointedWriter writer;
  private final Ticker ticker;
  private final long intervalNanos;
  private final Checkpoint start;
  private final List<Segment> segments;

  private boolean begun;
  private boolean off;
  private String split;
  private String input;
  private long number;
  private long givenBefore;
  private int recordsToLook = 1;
  private int stride = 1;
  private long lookedNanos;
  private long dueNanos;

  /** What was remembered with the pending barrier; null without one. */
  private InputPosition position;

  private long ids;
  private long given;

  /** The end of the split; null until it is reached. */
  private InputPosition end;

  private TaskCheckpoints(
      TaskAttemptID attempt,
      CheckpointFiles files,
      CheckpointedWriter writer,
      Checkpoint start,
      long intervalNanos,
      Ticker ticker) {
    this.attempt = attempt;
    this.files = files;
    this.writer = writer;
    this.ticker = ticker;
    this.intervalNanos = intervalNanos;
    this.start = start;
    this.segments = new ArrayList<>(start == null ? Collections.emptyList() : start.segments);
    this.number = start == null ? 0 : start.number;
  }

  /**
   * Opens the checkpoints of an attempt, until {@link #close}.
   *
   * @param start the checkpoint with which the writer began
   */
  public static TaskCheckpoints open(
      TaskAttemptID attempt,
      CheckpointFiles files,
      CheckpointedWriter writer,
      Optional<Checkpoint> start,
      long intervalNanos,
      Ticker ticker) {
    TaskCheckpoints checkpoints =
        new TaskCheckpoints(attempt, files, writer, start.orElse(null), intervalNanos, ticker);
    checkpoints.givenBefore = writer.given();
    OPEN.put(attempt, checkpoints);
    return checkpoints;
  }

  /** The checkpoints of an attempt whose writer is open. */
  static Optional<TaskCheckpoints> of(TaskAttemptID attempt) {
    return Optional.ofNullable(OPEN.get(attempt));
  }

  /**
   * The reader begins.
   *
   * @param fingerprint of its split
   * @return where; empty for the start of the split
   * @throws IOException if the writer began with a checkpoint of another split
   */
  Optional<InputPosition> start(String fingerprint) throws IOException {
    split = fingerprint;
    begun = true;
    lookedNanos = ticker.nanos();
    dueNanos = lookedNanos + intervalNanos;
    if (start == null) {
      return Optional.empty();
    }
    if (!start.position.split.equals(fingerprint)) {
      throw new IOException(
          start + " is of another split: delete " + files + " to read the input from its start");
    }
    if (start.position.records > 0) {
      log.info("{} begins at {}", attempt, start);
    }
    return Optional.of(start.position);
  }

  /**
   * The reader has begun. Unless an earlier attempt has done so, stores that, before anything is
   * written.
   *
   * @param description of its split
   * @param records the number of records before it
   */
  void begin(String description, long records, CheckpointedReader<?, ?> reader) throws IOException {
    input = description;
    if (start == null) {
      ids = writer.ids();
      given = writer.given();
      position = new InputPosition(split, input, records, reader.place(), 0, false);
      store(writer.last(), Collections::emptyList);
    }
  }

  /**
   * The next record is about to be read, and nothing holds the one before.
   *
   * @param records the number of records read of the split
   */
  void next(long records, CheckpointedReader<?, ?> reader)
      throws IOException, InterruptedException {
    if (!off && --recordsToLook == 0) {
      look(records, reader);
    }
  }

  /**
   * There is no further record.
   *
   * @param records the number of records of the split
   */
  void end(long records, String place, long length) {
    end = new InputPosition(split, input, records, place, length, true);
  }

  private void look(long records, CheckpointedReader<?, ?> reader)
      throws IOException, InterruptedException {
    long now = ticker.nanos();
    long elapsed = now - lookedNanos;
    stride = elapsed < LOOK_NANOS ? Math.min(2 * stride, MOST_RECORDS_BETWEEN_LOOKS) : 1;
    recordsToLook = stride;
    lookedNanos = now;
    if (position != null) {
      Optional<BulkCounts> settled = writer.settled();
      if (settled.isPresent()) {
        store(settled.get(), writer::closeSegments);
      }
    } else if (now - dueNanos >= 0 && writer.given() > givenBefore) {
      dueNanos = now + intervalNanos;
      given = writer.given();
      ids = writer.ids();
      position = new InputPosition(split, input, records, reader.place(), reader.covered(), false);
      writer.barrier();
    }
  }

  /** Closes the segments before a checkpoint. */
  private interface Closing {
    List<Segment> close() throws IOException;
  }

  /** A failure costs the checkpoints, not the task. */
  private void store(BulkCounts counts, Closing closing) throws IOException {
    InputPosition settled = position;
    position = null;
    try {
      segments.addAll(closing.close());
      Checkpoint checkpoint =
          new Checkpoint(
              attempt.toString(),
              number + 1,
              settled,
              counts,
              ids,
              writer.indices(),
              new ArrayList<>(segments));
      files.write(checkpoint);
      number++;
      givenBefore = given;
      log.debug("Stored {}", checkpoint);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      off = true;
      log.warn("{} stores no more checkpoints, because one could not be stored", attempt, e);
    }
  }

  /**
   * The writer has written everything, and is closed. If the reader is at its end, stores that, so
   * that neither a later attempt nor a later job reads the split again.
   *
   * @throws IOException if it began with a checkpoint, but the reader did not
   */
  public void finish() throws IOException {
    if (start != null && !begun) {
      throw new IOException(
          "the counts of " + attempt + " begin at " + start + ", but its reader did not");
    }
    if (end != null && !off && (start == null || !start.position.end)) {
      ids = writer.ids();
      given = writer.given();
      position = end;
      store(writer.last(), writer::closeLastSegments);
    }
  }

  /** Forgets the attempt. */
  @Override
  public void close() {
    OPEN.remove(attempt, this);
  }
}
