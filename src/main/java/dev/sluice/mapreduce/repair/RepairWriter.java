package dev.sluice.mapreduce.repair;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.RepairCounter;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.task.AbandonedAttempt;
import dev.sluice.mapreduce.task.IndexRecordWriter;
import dev.sluice.mapreduce.verify.ComparedIndices;
import dev.sluice.mapreduce.verify.VerifiedLoad;
import dev.sluice.read.DocumentPlace;
import dev.sluice.verify.Difference;
import dev.sluice.verify.Fingerprint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Takes differences, or what was gathered of ids, and repairs the index. It looks at both sides
 * again in batches, and holds the documents of one batch. A second attempt, or a second job, finds
 * what the first one repaired and leaves it. Used by one thread.
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
  private final boolean dry;
  private final BatchSize size = new BatchSize();
  private final List<Subject> batch = new ArrayList<>();
  private final List<Move> moves = new ArrayList<>();
  private final Text id = new Text();
  private List<Difference> group = new ArrayList<>();
  private long recordBytes;

  RepairWriter(
      TaskAttemptContext task,
      Configuration load,
      IndexRecordWriter<Text, BulkActionWritable> index,
      LoadedSource source,
      LoadedIndex indexed) {
    this.task = task;
    this.index = index;
    this.source = source;
    this.indexed = indexed;
    dry = OutputSettings.DRY_RUN.read(task.getConfiguration()::get);
    sides = new BothSides(source, indexed, load.getBoolean(VerifiedLoad.IN_STEP, false));
    decision =
        new Decision(
            ComparedIndices.load(load).groups(), RepairKeys.options(task.getConfiguration()), this);
  }

  @Override
  public void write(Object key, Object value) throws IOException {
    try {
      if (value instanceof Difference) {
        take((Difference) value);
      } else {
        take((Gathered) value);
      }
    } catch (IOException | RuntimeException e) {
      AbandonedAttempt.mark(task, e);
      throw e;
    }
  }

  private void take(Difference difference) throws IOException {
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

  private void take(Gathered id) throws IOException {
    Difference first = id.differences().get(0);
    batch.add(id.subject(groupOf(first), source::wanted));
    recordBytes += id.bytes();
    if (size.isFull(batch.size(), recordBytes)) {
      flush();
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

  /** Deletes the copies of those documents that are at their place now, or would be. */
  private void finishMoves() throws IOException {
    if (moves.isEmpty()) {
      return;
    }
    if (dry) {
      for (Move move : moves) {
        send(move.delete());
      }
      moves.clear();
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
