package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkOptions;
import dev.sluice.bulk.BulkProcessor;
import dev.sluice.bulk.Rejections;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.checkpoint.Checkpoint;
import dev.sluice.mapreduce.checkpoint.CheckpointFiles;
import dev.sluice.mapreduce.checkpoint.CheckpointRule;
import dev.sluice.mapreduce.checkpoint.CheckpointSettings;
import dev.sluice.mapreduce.checkpoint.TaskCheckpoints;
import dev.sluice.mapreduce.encode.RecordNumbers;
import dev.sluice.mapreduce.job.AttemptFiles;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.WrittenIndices;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * An attempt with checkpoints, while it starts: where it begins, and what the parts of its load get
 * from the attempts before. The dead letter files of the attempt begin with the documents that were
 * rejected before the checkpoint, so whoever publishes them finds all of the task. Used by one
 * thread.
 */
final class CheckpointedTask {

  private final TaskAttemptID attempt;
  private final CheckpointFiles files;
  private final Optional<Checkpoint> start;
  private final CheckpointSegments segments;
  private final long intervalNanos;
  private final Ticker ticker;

  private CheckpointedTask(
      TaskAttemptID attempt,
      CheckpointFiles files,
      Optional<Checkpoint> start,
      CheckpointSegments segments,
      long intervalNanos,
      Ticker ticker) {
    this.attempt = attempt;
    this.files = files;
    this.start = start;
    this.segments = segments;
    this.intervalNanos = intervalNanos;
    this.ticker = ticker;
  }

  /** Empty if the task stores no checkpoints. */
  static Optional<CheckpointedTask> of(
      TaskAttemptContext context, AttemptFiles own, DeadLetters kept, Ticker ticker)
      throws IOException {
    Configuration conf = context.getConfiguration();
    TaskAttemptID attempt = context.getTaskAttemptID();
    if (!CheckpointRule.isOn(conf) || !own.areMain() || attempt.getTaskType() != TaskType.MAP) {
      return Optional.empty();
    }
    Duration interval = CheckpointSettings.INTERVAL.read(conf::get);
    CheckpointFiles files = CheckpointFiles.of(JobDirectory.of(context), attempt.getTaskID(), conf);
    Optional<Checkpoint> start = files.newest();
    if (start.isPresent()) {
      kept.adopt(start.get(), files);
    }
    CheckpointSegments segments =
        new CheckpointSegments(kept, files, attempt.toString(), conf, ticker);
    return Optional.of(
        new CheckpointedTask(attempt, files, start, segments, interval.toNanos(), ticker));
  }

  /** The options of an engine that continues the counts of the checkpoint. */
  BulkOptions after(BulkOptions options) {
    return start.isPresent() ? options.after(start.get().counts()) : options;
  }

  /** Stores the rejected documents of the engine. */
  Rejections segments() {
    return segments;
  }

  /**
   * Lets the reader of the task begin at the checkpoint.
   *
   * @param closed receives what must be closed after the engine
   */
  TaskCheckpoints open(
      BulkProcessor engine,
      WrittenIndices indices,
      RecordNumbers numbers,
      Deque<Closeable> closed) {
    if (start.isPresent()) {
      indices.addAll(WrittenIndices.parse(start.get().indices()));
      numbers.continueAt(start.get().ids());
    }
    EngineCheckpoints writer = new EngineCheckpoints(engine, segments, indices, numbers);
    TaskCheckpoints checkpoints =
        TaskCheckpoints.open(attempt, files, writer, start, intervalNanos, ticker);
    closed.push(segments);
    closed.push(checkpoints);
    return checkpoints;
  }
}
