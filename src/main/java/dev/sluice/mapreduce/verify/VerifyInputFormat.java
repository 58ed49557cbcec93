package dev.sluice.mapreduce.verify;

import dev.sluice.mapreduce.input.IndexRecordReader;
import dev.sluice.mapreduce.input.IndexSplit;
import dev.sluice.mapreduce.input.ReadSubmission;
import dev.sluice.mapreduce.input.TargetReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/** Reads both sides: the splits of the load, and each shard of the index. */
public final class VerifyInputFormat extends InputFormat<Object, Object> {

  /** Called by Hadoop. */
  @SuppressWarnings("unused")
  VerifyInputFormat() {}

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException, InterruptedException {
    Configuration conf = job.getConfiguration();
    List<InputSplit> all = new ArrayList<>();
    for (InputSplit split : ofLoad(conf).getSplits(job)) {
      all.add(SidedSplit.ofSource(split, conf));
    }
    List<IndexSplit> shards = shards(job);
    ComparedIndices.number(
        shards.stream().map(split -> split.shard().index()).collect(Collectors.toList()), conf);
    for (IndexSplit shard : shards) {
      all.add(SidedSplit.beside(shard, conf));
    }
    return all;
  }

  private static List<IndexSplit> shards(JobContext job) throws IOException {
    ComparedIndices indices = ComparedIndices.load(job.getConfiguration());
    Configuration reading =
        TargetReading.of(job.getConfiguration(), indices.names(), indices.isOfSeveral());
    return ReadSubmission.splits(new JobContextImpl(reading, job.getJobID()), true);
  }

  /** The input format of the load. */
  static InputFormat<?, ?> ofLoad(Configuration conf) {
    Configuration load = VerifiedLoad.of(conf);
    Class<?> type = load.getClass(MRJobConfig.INPUT_FORMAT_CLASS_ATTR, TextInputFormat.class);
    return (InputFormat<?, ?>) ReflectionUtils.newInstance(type, load);
  }

  @Override
  public RecordReader<Object, Object> createRecordReader(InputSplit split, TaskAttemptContext task)
      throws IOException, InterruptedException {
    SidedSplit sided = (SidedSplit) split;
    RecordReader<?, ?> reader =
        sided.isOfSource()
            ? ofLoad(task.getConfiguration()).createRecordReader(sided.inner(), task)
            : new IndexRecordReader<>();
    return SidedReader.of(reader);
  }
}
