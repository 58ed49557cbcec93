package dev.sluice.mapreduce.repair;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.RepairCounter;
import dev.sluice.io.UnencodableException;
import dev.sluice.mapreduce.task.AbandonedAttempt;
import dev.sluice.mapreduce.task.IndexRecordWriter;
import dev.sluice.mapreduce.verify.ComparedIndices;
import dev.sluice.mapreduce.verify.SourceActions;
import dev.sluice.mapreduce.verify.VerifiedLoad;
import dev.sluice.read.DocumentPlace;
import dev.sluice.verify.Difference;
import dev.sluice.verify.Fingerprint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Takes differences, or the records that the mapper of the load writes, and repairs the index. It
 * looks at both sides again in batches, and holds the documents of one batch. A second attempt, or
 * a second job, finds what the first one repaired and leaves it. Used by one thread.
 */
final class RepairWriter extends RecordWriter<Object, Object> implements Outcome {

  /** After so many deletes that wait for a write, the writer waits for the index. */
  private static final int MOVES = 500;

  private final TaskAttemptContext task;
  private final IndexRecordWriter<Text, BulkActionWritable> index;
  private final LoadedSource source;
  private final LoadedIndex indexed;
  private final BothSides sides;
  private final Decision decision;
  private final SourceActions encoder;
  private final Configuration load;
  private final BatchSize size = new BatchSize();
  private final List<Subject> batch = new ArrayList<>();
  private final List<Move> moves = new ArrayList<>();
  private final Text id = new Text();
  private List<Difference> group = new ArrayList<>();
  private DifferencesById differences;
  private long recordBytes;

  RepairWriter(
      TaskAttemptContext task,
      Configuration load,
      IndexRecordWriter<Text, BulkActionWritable> index,
      LoadedSource source,
      LoadedIndex indexed) {
    this.task = task;
    this.load = load;
    this.index = index;
    this.source = source;
    this.indexed = indexed;
    sides = new BothSides(source, indexed, load.getBoolean(VerifiedLoad.IN_STEP, false));
    encoder = new SourceActions(load);
    decision =
        new Decision(
            ComparedIndices.load(load).groups(),
            RepairKeys.options(task.getConfiguration()),
            source.isKeyed(),
            this);
  }

  @Override
  public void write(Object key, Object value) throws IOException {
    try {
      if (value instanceof Difference) {
        take((Difference) value);
      } else {
        takeRecord(key, value);
      }
    } catch (IOException | RuntimeException e) {
      AbandonedAttempt.mark(task, e);
      throw e;
    }
  }

  private void take(Difference difference) throws IOException {
    if (!source.isKeyed() && Subject.isOfRecord(difference)) {
      return; // the task that reads its record repairs it
    }
    if (!group.isEmpty() && !isOfGroup(difference)) {
      endGroup();
    }
    group.add(difference);
  }

  private boolean isOfGroup(Difference difference) {
    return group.get(0).id().equals(difference.id())
        && groupOf(group.get(0)).equals(groupOf(difference));
  }

  private String groupOf(Difference difference) {
    return indexed.groupOf(difference.index());
  }

  private void endGroup() throws IOException {
    if (!group.isEmpty()) {
      batch.add(new Subject(group.get(0).id(), groupOf(group.get(0)), group));
      group = new ArrayList<>();
      if (batch.size() >= size.next()) {
        flush();
      }
    }
  }

  private void takeRecord(Object key, Object value) throws IOException {
    if (differences == null) {
      differences = DifferencesById.read(RepairKeys.files(task.getConfiguration()), load);
    }
    BulkAction action;
    try {
      action = encoder.of(key, value);
    } catch (UnencodableException e) {
      return; // the load would reject it, and the comparison left it out
    }
    String where = indexed.groupOf(action.index());
    List<Difference> some = differences.of(action.id, one -> groupOf(one).equals(where));
    Optional<Wanted> wanted = some.isEmpty() ? Optional.empty() : source.wanted(action);
    if (wanted.isPresent()) {
      Subject subject = new Subject(action.id, where, some);
      subject.add(wanted.get());
      batch.add(subject);
      recordBytes += wanted.get().bytes();
      if (size.isFull(batch.size(), recordBytes)) {
        flush();
      }
    }
  }

  private void flush() throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    if (source.isKeyed()) {
      sides.look(batch);
    } else {
      sides.readIndex(batch);
    }
    long bytes = 0;
    for (Subject subject : batch) {
      bytes += subject.wanted().stream().mapToLong(Wanted::bytes).sum();
      decision.about(subject);
    }
    size.had(batch.size(), bytes);
    batch.clear();
    recordBytes = 0;
    if (moves.size() >= MOVES) {
      finishMoves();
    }
  }

  /** Deletes the copies of those documents that are at their place now. */
  private void finishMoves() throws IOException {
    if (moves.isEmpty()) {
      return;
    }
    index.drain();
    List<DocumentPlace> places = new ArrayList<>();
    moves.forEach(move -> places.add(move.right(indexed)));
    List<List<Fingerprint>> found = indexed.get(places);
    for (int i = 0; i < moves.size(); i++) {
      if (moves.get(i).isPlaced(found.get(i))) {
        send(moves.get(i).delete());
      } else {
        left(RepairCounter.NOT_PLACED);
      }
    }
    moves.clear();
  }

  @Override
  public void send(BulkActionWritable action) throws IOException {
    id.set(action.id().orElse(""));
    index.write(id, action);
  }

  @Override
  public void move(Move move) {
    moves.add(move);
  }

  @Override
  public void left(RepairCounter why) {
    task.getCounter(RepairCounter.GROUP, why.name()).increment(1);
  }

  @Override
  public void close(TaskAttemptContext context) throws IOException {
    try {
      finish();
    } finally {
      try {
        index.close(context);
      } finally {
        indexed.close();
        source.close();
      }
    }
  }

  /** Not after a failure: the attempt is abandoned, and only closes. */
  private void finish() throws IOException {
    if (AbandonedAttempt.isMarked(task)) {
      return;
    }
    try {
      endGroup();
      flush();
      finishMoves();
    } catch (IOException | RuntimeException e) {
      AbandonedAttempt.mark(task, e);
      throw e;
    }
  }
}
