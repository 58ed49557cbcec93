package dev.sluice.cli.lines;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/** Reads lines of files, with byte offsets as keys; each file once, and at least one file. */
abstract class LinesInputFormat extends FileInputFormat<LongWritable, Text> {

  @Override
  protected List<FileStatus> listStatus(JobContext job) throws IOException {
    return InputFiles.each(super.listStatus(job));
  }

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    List<InputSplit> splits = InputFiles.split(job, () -> super.getSplits(job));
    MistakenFormat.check(splits, job.getConfiguration());
    return splits;
  }
}
