package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.bulk.BulkProcessor;
import dev.sluice.mapreduce.checkpoint.CheckpointedWriter;
import dev.sluice.mapreduce.checkpoint.Segment;
import dev.sluice.mapreduce.encode.RecordNumbers;
import dev.sluice.mapreduce.job.WrittenIndices;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The engine of a task, its encoder and its rejected documents, as checkpoints see them. */
final class EngineCheckpoints implements CheckpointedWriter {

  private final BulkProcessor engine;
  private final CheckpointSegments segments;
  private final WrittenIndices indices;
  private final RecordNumbers numbers;
  private int barriers;

  EngineCheckpoints(
      BulkProcessor engine,
      CheckpointSegments segments,
      WrittenIndices indices,
      RecordNumbers numbers) {
    this.engine = engine;
    this.segments = segments;
    this.indices = indices;
    this.numbers = numbers;
  }

  @Override
  public long given() {
    return engine.counts().given();
  }

  @Override
  public long ids() {
    return numbers.numbered();
  }

  @Override
  public String indices() {
    return indices.toString();
  }

  @Override
  public void barrier() throws IOException {
    engine.barrier();
    barriers++;
  }

  @Override
  public Optional<BulkCounts> settled() {
    return engine.settled();
  }

  @Override
  public List<Segment> closeSegments() throws IOException {
    return segments.closeBefore(barriers);
  }

  @Override
  public BulkCounts last() {
    return engine.counts();
  }

  @Override
  public List<Segment> closeLastSegments() throws IOException {
    return segments.closeBefore(barriers + 1);
  }
}
