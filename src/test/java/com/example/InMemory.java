package com.example;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;

/** Keeps what a job writes, for jobs that run in this process. */
public final class InMemory extends OutputFormat<Object, Object> {

  /** Keys and values, as text. */
  static final List<Map.Entry<String, String>> RECORDS =
      Collections.synchronizedList(new ArrayList<>());

  @Override
  public void checkOutputSpecs(JobContext job) {
    RECORDS.clear();
  }

  @Override
  public RecordWriter<Object, Object> getRecordWriter(TaskAttemptContext task) {
    return new RecordWriter<Object, Object>() {
      @Override
      public void write(Object key, Object value) {
        RECORDS.add(Map.entry(key.toString(), value.toString()));
      }

      @Override
      public void close(TaskAttemptContext context) {}
    };
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext task)
      throws IOException, InterruptedException {
    return new NullOutputFormat<>().getOutputCommitter(task);
  }
}
