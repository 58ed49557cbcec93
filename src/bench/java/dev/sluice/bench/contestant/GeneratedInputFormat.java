package dev.sluice.bench.contestant;

import dev.sluice.mapreduce.checkpoint.CheckpointedInput;
import dev.sluice.mapreduce.checkpoint.CheckpointedReader;
import dev.sluice.mapreduce.checkpoint.ResumableReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Reads {@link Documents}: an id and the JSON. Sluice's tasks store checkpoints, as those of its
 * commands do.
 */
@CheckpointedInput
public final class GeneratedInputFormat extends InputFormat<Text, Text> {

  /** For Hadoop. */
  public GeneratedInputFormat() {}

  @Override
  public List<InputSplit> getSplits(JobContext context) {
    Assignment assignment = Assignment.of(context.getConfiguration());
    List<InputSplit> splits = new ArrayList<>();
    for (int task = 0; task < assignment.tasks(); task++) {
      splits.add(new GeneratedSplit(assignment.first(task), assignment.first(task + 1)));
    }
    return splits;
  }

  @Override
  public RecordReader<Text, Text> createRecordReader(InputSplit split, TaskAttemptContext context) {
    return CheckpointedReader.over(
        new Reader((GeneratedSplit) split, Assignment.of(context.getConfiguration()).input()));
  }

  /** Counts, and makes the document of each number. */
  private static final class Reader extends RecordReader<Text, Text> implements ResumableReader {

    private final GeneratedSplit split;
    private final Documents documents;
    private final byte[] buffer;
    private final Text id = new Text();
    private final Text json = new Text();
    private long next;

    Reader(GeneratedSplit split, Documents documents) {
      this.split = split;
      this.documents = documents;
      buffer = new byte[documents.size()];
      next = split.first();
    }

    @Override
    public void initialize(InputSplit given, TaskAttemptContext context) {
      // Known from the beginning.
    }

    @Override
    public boolean nextKeyValue() {
      if (next == split.end()) {
        return false;
      }
      documents.write(next, buffer);
      id.set(documents.id(next));
      json.set(buffer);
      next++;
      return true;
    }

    @Override
    public String input() {
      return split.first() + " " + split.end();
    }

    @Override
    public String place() {
      return Long.toString(next);
    }

    @Override
    public void startAt(String place) {
      next = Long.parseLong(place);
    }

    @Override
    public Text getCurrentKey() {
      return id;
    }

    @Override
    public Text getCurrentValue() {
      return json;
    }

    @Override
    public float getProgress() {
      return (float) (next - split.first()) / Math.max(1, split.getLength());
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
