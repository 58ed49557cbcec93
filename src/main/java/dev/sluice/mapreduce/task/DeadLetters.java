package dev.sluice.mapreduce.task;

import dev.sluice.bulk.RejectedDocument;
import dev.sluice.bulk.Rejections;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.checkpoint.Checkpoint;
import dev.sluice.mapreduce.checkpoint.CheckpointFiles;
import dev.sluice.mapreduce.checkpoint.Segment;
import dev.sluice.mapreduce.job.AttemptFiles;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/**
 * The dead letters of a task attempt: rejected documents and documents with unknown outcome, in
 * separate files. The engine calls it from one thread at a time; its owner closes it after the
 * engine.
 */
final class DeadLetters implements Rejections, Closeable {

  private final DeadLetterFile rejected;
  private final DeadLetterFile unknown;

  private DeadLetters(DeadLetterFile rejected, DeadLetterFile unknown) {
    this.rejected = rejected;
    this.unknown = unknown;
  }

  /** Creates the files of an attempt, each with its first document. */
  static DeadLetters of(AttemptFiles files, Configuration conf, Ticker ticker) {
    return new DeadLetters(
        new DeadLetterFile(files.rejected(), files.attempt(), conf, ticker),
        new DeadLetterFile(files.unknown(), files.attempt(), conf, ticker));
  }

  /** Begins with the documents that an earlier attempt has stored up to a checkpoint. */
  void adopt(Checkpoint checkpoint, CheckpointFiles files) throws IOException {
    for (Segment segment : checkpoint.segments()) {
      (segment.is(Segment.Kind.REJECTED) ? rejected : unknown).adopt(files.path(segment));
    }
  }

  @Override
  public void rejected(RejectedDocument document) throws IOException {
    rejected.rejected(document);
  }

  @Override
  public void unknown(RejectedDocument document) throws IOException {
    unknown.rejected(document);
  }

  /** The rejected documents. */
  DeadLetterFile rejected() {
    return rejected;
  }

  @Override
  public void close() throws IOException {
    try {
      rejected.close();
    } finally {
      unknown.close();
    }
  }
}
