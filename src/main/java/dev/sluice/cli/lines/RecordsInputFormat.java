package dev.sluice.cli.lines;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat;

/** Reads the sequence files of a dump: envelopes, with ids as keys; each file once. */
public final class RecordsInputFormat extends SequenceFileInputFormat<Text, Text> {

  /** For Hadoop. */
  @SuppressWarnings("unused")
  RecordsInputFormat() {}

  @Override
  protected List<FileStatus> listStatus(JobContext job) throws IOException {
    return InputFiles.each(super.listStatus(job));
  }

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    return InputFiles.split(job, () -> super.getSplits(job));
  }

  @Override
  public RecordReader<Text, Text> createRecordReader(InputSplit split, TaskAttemptContext context)
      throws IOException {
    return new RecordsReader(super.createRecordReader(split, context));
  }
}
