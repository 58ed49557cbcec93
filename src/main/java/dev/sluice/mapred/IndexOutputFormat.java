package dev.sluice.mapred;

import dev.sluice.mapreduce.engine.Engine;
import dev.sluice.mapreduce.job.JobClasses;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.OutputFormat;
import org.apache.hadoop.mapred.RecordWriter;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.util.Progressable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link dev.sluice.mapreduce.IndexOutputFormat} for jobs of Hadoop's old API, with the same keys
 * and guarantees. The old API sets the committer separately; the check at submission sets it to
 * {@link IndexOutputCommitter}. Hadoop's local job runner chooses the committer before that check.
 * A job for the local runner must set {@code mapred.output.committer.class} to {@link
 * IndexOutputCommitter} in the driver.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class IndexOutputFormat<K, V> implements OutputFormat<K, V> {

  private static final Logger log = LoggerFactory.getLogger(IndexOutputFormat.class);
  private static final String COMMITTER = "mapred.output.committer.class";
  private static final String FRAMEWORK = MRConfig.FRAMEWORK_NAME;
  private static final String LOCAL = MRConfig.LOCAL_FRAMEWORK_NAME;

  private final org.apache.hadoop.mapreduce.OutputFormat<K, V> format;

  /** Called by Hadoop. */
  public IndexOutputFormat() {
    this(new dev.sluice.mapreduce.IndexOutputFormat<>());
  }

  /** Wraps a format that itself wraps ours and has a no-argument constructor. */
  public IndexOutputFormat(org.apache.hadoop.mapreduce.OutputFormat<K, V> format) {
    this.format = format;
  }

  /**
   * Checks the job before any container starts, and stores the settings for its tasks. Blocks while
   * it queries the cluster.
   *
   * @param ignored ignored, as usual in Hadoop
   * @throws IOException if the cluster does not answer or refuses a request
   */
  @Override
  public void checkOutputSpecs(FileSystem ignored, JobConf job) throws IOException {
    JobClasses.reach(job);
    JobContext context = new JobContextImpl(job, new JobID());
    try {
      format.checkOutputSpecs(context);
    } catch (InterruptedException e) {
      throw interrupted("checking the job", e);
    }
    job.setClass(IndexOutputCommitter.FORMAT, format.getClass(), Object.class);
    String given = job.get(COMMITTER);
    job.setOutputCommitter(IndexOutputCommitter.class);
    String ours = job.get(COMMITTER);
    if (given != null && !given.equals(ours)) {
      log.warn("{} was {}; this job uses {} instead", COMMITTER, given, ours);
    }
    boolean isChosenBefore =
        Engine.of(context) == Engine.MAPREDUCE && job.get(FRAMEWORK, LOCAL).equals(LOCAL);
    if (!ours.equals(given) && isChosenBefore) {
      log.warn(
          "Hadoop's local job runner chose the output committer before this check: the index will"
              + " not be"
              + " refreshed or verified when the job ends. Set {} to {} in the driver",
          COMMITTER,
          ours);
    }
  }

  @Override
  public RecordWriter<K, V> getRecordWriter(
      FileSystem ignored, JobConf job, String name, Progressable progress) throws IOException {
    TaskAttemptContext task = TaskReport.context(job, progress);
    try {
      return new Writer<>(format.getRecordWriter(task), task);
    } catch (InterruptedException e) {
      throw interrupted("opening the writer", e);
    }
  }

  static InterruptedIOException interrupted(String what, InterruptedException why) {
    Thread.currentThread().interrupt();
    InterruptedIOException failure = new InterruptedIOException(what + " was interrupted");
    failure.initCause(why);
    return failure;
  }

  /** Delegates to a record writer of the new API. */
  private static final class Writer<K, V> implements RecordWriter<K, V> {

    private final org.apache.hadoop.mapreduce.RecordWriter<K, V> writer;
    private final TaskAttemptContext task;

    Writer(org.apache.hadoop.mapreduce.RecordWriter<K, V> writer, TaskAttemptContext task) {
      this.writer = writer;
      this.task = task;
    }

    @Override
    public void write(K key, V value) throws IOException {
      try {
        writer.write(key, value);
      } catch (InterruptedException e) {
        throw interrupted("writing", e);
      }
    }

    @Override
    public void close(Reporter reporter) throws IOException {
      try {
        writer.close(task);
      } catch (InterruptedException e) {
        throw interrupted("closing the writer", e);
      }
    }
  }
}
