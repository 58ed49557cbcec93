package dev.sluice.cli.rehearse;

import dev.sluice.hbase.GroupedTableInputFormat;
import dev.sluice.io.RegionInput;
import dev.sluice.routing.Region;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Reads a sample of the regions of a table. Needs HBase. */
public final class TrialTableInputFormat extends InputFormat<Object, Object>
    implements RegionInput {

  /** For Hadoop. */
  @SuppressWarnings("unused")
  TrialTableInputFormat() {}

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException, InterruptedException {
    return new TableSample(job.getConfiguration())
        .splits(SampledFormat.of(job.getConfiguration()).getSplits(job));
  }

  @Override
  public List<Region> regions(JobContext job) throws IOException {
    return new GroupedTableInputFormat().regions(job);
  }

  @Override
  public RecordReader<Object, Object> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    InputFormat<Object, Object> format = SampledFormat.of(context.getConfiguration());
    return new TrialReader(
        format,
        Collections.singletonList(split),
        Long.MAX_VALUE,
        value -> Result.getTotalSizeOfCells((Result) value));
  }
}
