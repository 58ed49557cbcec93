package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.IndexInputFormat;
import dev.sluice.mapreduce.IndexJob;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/** An attempt of a task that reads the one shard of an index, driven by the test. */
final class ReadAttempt implements AutoCloseable {

  private final RecordReader<Text, DocumentWritable> reader;
  private final Set<String> ids = new HashSet<>();
  private boolean doubled;

  private ReadAttempt(RecordReader<Text, DocumentWritable> reader) {
    this.reader = reader;
  }

  /** A job whose splits are made, and which is not submitted. */
  static Job job(String url, String index, String... keysAndValues) throws IOException {
    Configuration conf = new Configuration();
    conf.set("sluice.read.value", "document");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      conf.set(keysAndValues[i], keysAndValues[i + 1]);
    }
    Job job = Job.getInstance(conf);
    IndexJob.readFrom(job, url, index);
    return job;
  }

  /** The one split of a job. */
  static InputSplit split(Job job) throws IOException {
    List<InputSplit> splits = new IndexInputFormat<DocumentWritable>().getSplits(job);
    assertThat(splits).hasSize(1);
    return splits.get(0);
  }

  /** Starts an attempt at the one split of a job. */
  static ReadAttempt start(Job job) throws IOException, InterruptedException {
    return start(job, split(job));
  }

  /** Starts an attempt. */
  static ReadAttempt start(Job job, InputSplit split) throws IOException, InterruptedException {
    TaskAttemptID id = new TaskAttemptID(new TaskID("test", 1, TaskType.MAP, 0), 0);
    TaskAttemptContextImpl task = new TaskAttemptContextImpl(job.getConfiguration(), id);
    IndexInputFormat<DocumentWritable> format = new IndexInputFormat<>();
    ReadAttempt attempt = new ReadAttempt(format.createRecordReader(split, task));
    attempt.reader.initialize(split, task);
    return attempt;
  }

  /** Takes so many documents, or fewer if there are no more. */
  ReadAttempt take(int documents) throws IOException, InterruptedException {
    for (int i = 0; i < documents && reader.nextKeyValue(); i++) {
      doubled |= !ids.add(reader.getCurrentKey().toString());
    }
    return this;
  }

  /** Takes all that there are. */
  ReadAttempt takeAll() throws IOException, InterruptedException {
    return take(Integer.MAX_VALUE);
  }

  /** How many different documents came; less than 0 if one came twice. */
  int taken() {
    return doubled ? -1 : ids.size();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
