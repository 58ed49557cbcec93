package dev.sluice.mapreduce;

import dev.sluice.config.ConfigException;
import dev.sluice.flow.Ticker;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.ValueEncoder;
import dev.sluice.mapreduce.commit.IndexOutputCommitter;
import dev.sluice.mapreduce.commit.OtherCommitter;
import dev.sluice.mapreduce.commit.RemoteIndexControl;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.encode.RecordNumbers;
import dev.sluice.mapreduce.encode.RecordOrder;
import dev.sluice.mapreduce.encode.WritableEncoder;
import dev.sluice.mapreduce.engine.Engine;
import dev.sluice.mapreduce.job.AttemptFiles;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.SubmittedSettings;
import dev.sluice.mapreduce.job.WorkPath;
import dev.sluice.mapreduce.submit.WriteSubmission;
import dev.sluice.mapreduce.task.AbandonedAttempt;
import dev.sluice.mapreduce.task.IndexRecordWriter;
import dev.sluice.mapreduce.task.TaskBulkLoad;
import dev.sluice.mapreduce.task.TaskConnection;
import java.io.IOException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Writes the output of a job to Elasticsearch. {@link IndexJob} sets it up. The keys are in {@link
 * OutputSettings}. Values are JSON ({@code Text}, {@code BytesWritable}), maps of writables, or
 * {@link BulkActionWritable}; a {@link ValueEncoder} converts other types.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class IndexOutputFormat<K, V> extends OutputFormat<K, V> {

  /** Called by Hadoop. */
  public IndexOutputFormat() {}

  /**
   * Marks a task attempt as failed: its writer discards pending documents instead of sending them.
   * Call it from mappers and reducers that catch their own failure.
   *
   * @param why the failure, for the log
   */
  public static void abandon(TaskAttemptContext context, Throwable why) {
    AbandonedAttempt.mark(context, why);
  }

  /**
   * Checks the job before any container starts, and stores the settings for its tasks. Blocks while
   * it queries the cluster.
   *
   * @throws ConfigException with all problems of the settings
   * @throws IOException if the cluster does not answer or refuses a request
   */
  @Override
  public void checkOutputSpecs(JobContext context) throws IOException {
    WriteSubmission.of(context).complete();
  }

  @Override
  public RecordWriter<K, V> getRecordWriter(TaskAttemptContext context) throws IOException {
    if (!SubmittedSettings.complete(context)) {
      OtherCommitter.readSettings(context);
    }
    Path directory = JobDirectory.of(context).root();
    if (!WorkPath.isSetUp(context, directory)) {
      checkIsShared(context, directory);
      OtherCommitter.check(context);
    }
    return writer(context, TaskConnection.open(context), Ticker.system());
  }

  /** Spark always runs our committer, which has set up the directory where the driver sees it. */
  private static void checkIsShared(TaskAttemptContext context, Path directory) throws IOException {
    if (Engine.of(context).alwaysCommits()) {
      throw new IOException(
          "the job directory "
              + directory
              + ", which the driver created, does not exist on this machine: set "
              + OutputSettings.JOB_DIR
              + " to a directory on a file system that all machines share, such as HDFS or S3");
    }
  }

  /** Creates a writer over a connection. The writer closes the connection. */
  static <K, V> RecordWriter<K, V> writer(
      TaskAttemptContext context, TaskConnection link, Ticker ticker) throws IOException {
    try {
      AttemptFiles files = AttemptFiles.claim(context);
      try {
        return writer(context, files, link, ticker);
      } catch (IOException | RuntimeException e) {
        files.release();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private static <K, V> RecordWriter<K, V> writer(
      TaskAttemptContext context, AttemptFiles files, TaskConnection link, Ticker ticker)
      throws IOException {
    IndexPlan plan = IndexPlan.load(context.getConfiguration());
    ValueEncoder encoder = WritableEncoder.orGiven(RecordOrder.tell(context));
    RecordNumbers numbers = RecordNumbers.of(encoder);
    TaskBulkLoad load = TaskBulkLoad.start(context, plan, files, numbers, link, ticker);
    return new IndexRecordWriter<>(encoder, load, files, plan, context);
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context) {
    return IndexOutputCommitter.of(
        context, RemoteIndexControl::of, job -> WriteSubmission.of(job).complete());
  }
}
