package dev.sluice.mapreduce.repair;

import dev.sluice.io.KeyedInput;
import dev.sluice.mapreduce.encode.JobInput;
import dev.sluice.mapreduce.verify.SidedReader;
import dev.sluice.mapreduce.verify.SidedSplit;
import dev.sluice.mapreduce.verify.TaskStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Reads the differences and, if the source cannot be asked for single records, all records of the
 * source.
 */
public final class RepairInputFormat extends InputFormat<Object, Object> {

  /** Called by Hadoop. */
  @SuppressWarnings("unused")
  RepairInputFormat() {}

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException, InterruptedException {
    Configuration conf = job.getConfiguration();
    List<FileStatus> files = new ArrayList<>();
    for (Path file : RepairKeys.files(conf)) {
      files.add(file.getFileSystem(conf).getFileStatus(file));
    }
    List<InputSplit> all = new ArrayList<>();
    for (InputSplit split : new DifferenceSplits(conf, DifferenceSplits.SIZE).of(files)) {
      all.add(SidedSplit.beside(split, conf));
    }
    Configuration load = RepairedLoad.of(conf);
    if (!files.isEmpty() && !KeyedInput.class.isAssignableFrom(JobInput.format(load))) {
      for (InputSplit split : format(load).getSplits(new JobContextImpl(load, job.getJobID()))) {
        all.add(SidedSplit.ofSource(split, conf));
      }
    }
    return all;
  }

  private static InputFormat<?, ?> format(Configuration load) {
    return (InputFormat<?, ?>) ReflectionUtils.newInstance(RepairedLoad.format(load), load);
  }

  @Override
  public RecordReader<Object, Object> createRecordReader(InputSplit split, TaskAttemptContext task)
      throws IOException, InterruptedException {
    SidedSplit sided = (SidedSplit) split;
    if (!sided.isOfSource()) {
      return SidedReader.of(new DifferenceReader());
    }
    TaskAttemptContext load =
        new TaskAttemptContextImpl(
            RepairedLoad.of(task.getConfiguration()),
            task.getTaskAttemptID(),
            new TaskStatus(task));
    RecordReader<?, ?> reader =
        format(load.getConfiguration()).createRecordReader(sided.inner(), load);
    return SidedReader.of(reader, load);
  }
}
