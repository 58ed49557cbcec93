package dev.sluice.cli.lines;

import dev.sluice.mapreduce.resume.EarlierJob;
import dev.sluice.mapreduce.resume.ResumedJob;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/**
 * Reads lines of files, with byte offsets as keys; each file once, and at least one file. A job
 * that resumes another one leaves out what that has covered. Used by one thread.
 */
abstract class LinesInputFormat extends FileInputFormat<LongWritable, Text> {

  private final Map<Path, FileStatus> listed = new HashMap<>();

  @Override
  protected List<FileStatus> listStatus(JobContext job) throws IOException {
    List<FileStatus> files = InputFiles.each(super.listStatus(job));
    files.forEach(file -> listed.put(file.getPath(), file));
    return files;
  }

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    List<InputSplit> splits = InputFiles.split(job, () -> super.getSplits(job));
    MistakenFormat.check(splits, job.getConfiguration());
    try {
      Optional<EarlierJob> earlier = ResumedJob.begin(job);
      List<InputSplit> left =
          earlier.isPresent() ? left(splits, earlier.get(), job.getConfiguration()) : splits;
      ResumedJob.divided(job, earlier, left);
      return left;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while dividing the input");
    }
  }

  private List<InputSplit> left(List<InputSplit> splits, EarlierJob earlier, Configuration conf)
      throws IOException {
    CoveredLines covered = CoveredLines.of(earlier.inputs());
    Optional<String> change = covered.changedIn(listed);
    if (change.isPresent() && !ResumedJob.isForced(conf)) {
      throw earlier.refusal(change.get(), "reads only what lies behind the places reached so far");
    }
    List<FileSplit> files = new ArrayList<>();
    splits.forEach(split -> files.add((FileSplit) split));
    return new ArrayList<>(covered.leftOf(files));
  }
}
