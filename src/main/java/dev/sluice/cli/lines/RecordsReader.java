package dev.sluice.cli.lines;

import dev.sluice.mapreduce.job.DelegatingRecordReader;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/** Wraps Hadoop's reader of sequence files, so that failures name the file and the record. */
final class RecordsReader extends DelegatingRecordReader<Text, Text> {

  private FileSplit split;
  private long read;

  RecordsReader(RecordReader<Text, Text> records) {
    super(records);
  }

  @Override
  public void initialize(InputSplit given, TaskAttemptContext context)
      throws IOException, InterruptedException {
    split = (FileSplit) given;
    try {
      super.initialize(given, context);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw failed("opening the sequence file ", "", e);
    }
  }

  @Override
  public boolean nextKeyValue() throws IOException, InterruptedException {
    try {
      boolean any = super.nextKeyValue();
      if (any) {
        checkText(getCurrentKey());
        checkText(getCurrentValue());
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
          "the record has a " + part.getClass().getName() + ", but a dump has Text only");
    }
  }

  private String after() {
    return split.getStart() == 0 ? "" : " from byte " + split.getStart() + " on";
  }

  private IOException failed(String what, String place, Throwable e) {
    Path file = split.getPath();
    return InputFailure.of(what + file + place, file, e);
  }
}
