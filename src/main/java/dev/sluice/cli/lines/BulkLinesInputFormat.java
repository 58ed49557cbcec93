package dev.sluice.cli.lines;

import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Reads lines of files in the format of the bulk API. A file is one split: its actions keep their
 * order, and a source that looks like an action is not taken for one.
 */
public final class BulkLinesInputFormat extends LinesInputFormat {

  /** For Hadoop. */
  @SuppressWarnings("unused")
  BulkLinesInputFormat() {}

  @Override
  public RecordReader<LongWritable, Text> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return JsonLinesReader.ofAll();
  }

  @Override
  protected boolean isSplitable(JobContext context, Path file) {
    return false;
  }
}
