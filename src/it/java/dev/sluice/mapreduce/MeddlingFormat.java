package dev.sluice.mapreduce;

import dev.sluice.mapreduce.commit.IndexOutputCommitter;
import dev.sluice.mapreduce.commit.RemoteIndexControl;
import dev.sluice.testing.HaltingIndex;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The real output format, with something done before or after one of the calls by which its
 * committer administers the index. One job at a time.
 */
public final class MeddlingFormat extends OutputFormat<Text, Text> {

  private static int place;
  private static Runnable deed;
  private static AtomicInteger next;

  private final IndexOutputFormat<Text, Text> real = new IndexOutputFormat<>();

  /** For Hadoop. */
  public MeddlingFormat() {}

  /**
   * Has something done in the next job.
   *
   * @param step 0 before the first call, 1 after it, 2 before the second, and so on
   */
  public static void at(int step, Runnable what) {
    place = step;
    deed = what;
    next = new AtomicInteger();
  }

  @Override
  public void checkOutputSpecs(JobContext context) throws IOException {
    real.checkOutputSpecs(context);
  }

  @Override
  public RecordWriter<Text, Text> getRecordWriter(TaskAttemptContext context) throws IOException {
    return real.getRecordWriter(context);
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context) {
    return IndexOutputCommitter.of(
        context, job -> HaltingIndex.at(place, next, RemoteIndexControl.of(job), deed));
  }
}
