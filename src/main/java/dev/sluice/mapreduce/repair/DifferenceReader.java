package dev.sluice.mapreduce.repair;

import dev.sluice.verify.Difference;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/** Reads the differences of a split. Used by one thread. */
final class DifferenceReader extends RecordReader<Object, Object> {

  private DifferenceLines lines;
  private boolean whole;
  private long start;
  private long end;
  private Difference difference;

  @Override
  public void initialize(InputSplit split, TaskAttemptContext task) throws IOException {
    FileSplit part = (FileSplit) split;
    start = part.getStart();
    end = start + part.getLength();
    whole = !DifferenceLines.isSplittable(part.getPath(), task.getConfiguration());
    lines = DifferenceLines.open(part.getPath(), start, task.getConfiguration());
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    difference = whole || lines.position() < end ? lines.next() : null;
    return difference != null;
  }

  @Override
  public Object getCurrentKey() {
    return NullWritable.get();
  }

  @Override
  public Object getCurrentValue() {
    return difference;
  }

  @Override
  public float getProgress() {
    return end == start ? 1 : Math.min(1f, (float) (lines.position() - start) / (end - start));
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
    }
  }
}
