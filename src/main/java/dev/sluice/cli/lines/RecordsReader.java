package dev.sluice.cli.lines;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/** Hadoop's reader of sequence files, whose failures name the file and the record. */
final class RecordsReader extends RecordReader<Text, Text> {

  private final RecordReader<Text, Text> records;
  private FileSplit split;
  private long read;

  RecordsReader(RecordReader<Text, Text> records) {
    this.records = records;
  }

  @Override
  public void initialize(InputSplit given, TaskAttemptContext context)
      throws IOException, InterruptedException {
    split = (FileSplit) given;
    try {
      records.initialize(given, context);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw failed("opening the sequence file ", "", e);
    }
  }

  @Override
  public boolean nextKeyValue() throws IOException, InterruptedException {
    try {
      boolean any = records.nextKeyValue();
      if (any) {
        checkText(records.getCurrentKey());
        checkText(records.getCurrentValue());
        read++;
      }
      return any;
    } catch (IOException | RuntimeException | LinkageError e) {
      throw failed("reading ", ", record " + (read + 1) + after(), e);
    }
  }

  private static void checkText(Object part) throws IOException {
    if (!(part instanceof Text)) {
      throw new IOException(
          "a record of " + part.getClass().getName() + ", where a dump has Text and Text");
    }
  }

  private String after() {
    return split.getStart() == 0 ? "" : " from byte " + split.getStart() + " on";
  }

  private IOException failed(String what, String place, Throwable e) {
    Path file = split.getPath();
    return InputFailure.of(what + file + place, file, e);
  }

  @Override
  public Text getCurrentKey() throws IOException, InterruptedException {
    return records.getCurrentKey();
  }

  @Override
  public Text getCurrentValue() throws IOException, InterruptedException {
    return records.getCurrentValue();
  }

  @Override
  public float getProgress() throws IOException, InterruptedException {
    return records.getProgress();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
