package dev.sluice.cli.lines;

import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Lines of files in the format of bulk requests. A file is one split: within it nobody could tell
 * an action line from a source that looks like one, and its actions keep their order.
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
