package dev.sluice.mapreduce.repair;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.mapreduce.IndexOutputFormat;
import dev.sluice.mapreduce.task.IndexRecordWriter;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Writes repairs as {@link IndexOutputFormat} writes documents. */
public final class RepairOutputFormat extends OutputFormat<Object, Object> {

  private final IndexOutputFormat<Text, BulkActionWritable> index = new IndexOutputFormat<>();

  /** Called by Hadoop. */
  @SuppressWarnings("unused")
  RepairOutputFormat() {}

  @Override
  public void checkOutputSpecs(JobContext job) throws IOException {
    index.checkOutputSpecs(job);
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext task) {
    return index.getOutputCommitter(task);
  }

  @Override
  public RecordWriter<Object, Object> getRecordWriter(TaskAttemptContext task) throws IOException {
    Configuration load = RepairedLoad.of(task.getConfiguration());
    LoadedIndex indexed = LoadedIndex.open(task, load);
    try {
      LoadedSource source = LoadedSource.open(task, load);
      try {
        IndexRecordWriter<Text, BulkActionWritable> writer =
            (IndexRecordWriter<Text, BulkActionWritable>) index.getRecordWriter(task);
        return new RepairWriter(task, load, writer, source, indexed);
      } catch (IOException | RuntimeException e) {
        source.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      indexed.close();
      throw e;
    }
  }
}
