package dev.sluice.cli;

import java.io.IOException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;

/** Hadoop's reader of lines, told to end them by line feeds alone and to leave out blank ones. */
final class JsonLinesReader extends RecordReader<LongWritable, Text> {

  private final LineRecordReader lines = new LineRecordReader(new byte[] {'\n'});

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context) throws IOException {
    lines.initialize(split, context);
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    while (lines.nextKeyValue()) {
      if (!isBlank(lines.getCurrentValue())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(Text line) {
    byte[] bytes = line.getBytes();
    for (int i = 0; i < line.getLength(); i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public LongWritable getCurrentKey() {
    return lines.getCurrentKey();
  }

  @Override
  public Text getCurrentValue() {
    return lines.getCurrentValue();
  }

  @Override
  public float getProgress() throws IOException {
    return lines.getProgress();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
