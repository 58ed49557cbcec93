package dev.sluice.fault;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.mapreduce.IndexOutputFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The output format under test, with an eye on it: the local job runner only logs why a job failed,
 * so that the first failure is noted here. Subclasses strike in the committer.
 */
public class WatchedOutputFormat extends OutputFormat<NullWritable, BulkActionWritable> {

  private static final ConcurrentMap<String, Throwable> FAILURES = new ConcurrentHashMap<>();

  /** For Hadoop. */
  public WatchedOutputFormat() {}

  /** Something that may fail. */
  interface Step<T> {
    T run() throws IOException, InterruptedException;
  }

  /** The first failure of a job in this JVM. */
  static Optional<Throwable> failure(String job) {
    return Optional.ofNullable(FAILURES.get(job));
  }

  static <T> T watched(JobContext job, Step<T> step) throws IOException, InterruptedException {
    try {
      return step.run();
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      FAILURES.putIfAbsent(job.getJobID().toString(), e);
      throw e;
    }
  }

  /** The format under test. */
  protected OutputFormat<NullWritable, BulkActionWritable> inner() {
    return new IndexOutputFormat<>();
  }

  @Override
  public void checkOutputSpecs(JobContext context) throws IOException, InterruptedException {
    inner().checkOutputSpecs(context);
  }

  @Override
  public RecordWriter<NullWritable, BulkActionWritable> getRecordWriter(TaskAttemptContext context)
      throws IOException, InterruptedException {
    RecordWriter<NullWritable, BulkActionWritable> writer =
        watched(context, () -> inner().getRecordWriter(context));
    return new RecordWriter<>() {
      @Override
      public void write(NullWritable key, BulkActionWritable value)
          throws IOException, InterruptedException {
        watched(
            context,
            () -> {
              writer.write(key, value);
              return null;
            });
      }

      @Override
      public void close(TaskAttemptContext attempt) throws IOException, InterruptedException {
        watched(
            context,
            () -> {
              writer.close(attempt);
              return null;
            });
      }
    };
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context)
      throws IOException, InterruptedException {
    return new Watched(inner().getOutputCommitter(context));
  }

  /** A committer that passes everything on. */
  protected static class Watched extends OutputCommitter {

    private final OutputCommitter inner;

    /** Over the committer under test. */
    protected Watched(OutputCommitter inner) {
      this.inner = inner;
    }

    private interface Call {
      void run() throws IOException;
    }

    private static void call(JobContext job, Call call) throws IOException {
      try {
        watched(
            job,
            () -> {
              call.run();
              return null;
            });
      } catch (InterruptedException e) {
        throw new AssertionError("nothing here is interruptible", e);
      }
    }

    @Override
    public void setupJob(JobContext job) throws IOException {
      call(job, () -> inner.setupJob(job));
    }

    @Override
    public void commitJob(JobContext job) throws IOException {
      call(job, () -> inner.commitJob(job));
    }

    @Override
    public void abortJob(JobContext job, JobStatus.State state) throws IOException {
      call(job, () -> inner.abortJob(job, state));
    }

    @Override
    public void setupTask(TaskAttemptContext task) throws IOException {
      call(task, () -> inner.setupTask(task));
    }

    @Override
    public boolean needsTaskCommit(TaskAttemptContext task) throws IOException {
      return inner.needsTaskCommit(task);
    }

    @Override
    public void commitTask(TaskAttemptContext task) throws IOException {
      call(task, () -> inner.commitTask(task));
    }

    @Override
    public void abortTask(TaskAttemptContext task) throws IOException {
      call(task, () -> inner.abortTask(task));
    }

    @Override
    public boolean isRecoverySupported(JobContext job) throws IOException {
      return inner.isRecoverySupported(job);
    }

    @Override
    @Deprecated
    public boolean isRecoverySupported() {
      return inner.isRecoverySupported();
    }

    @Override
    public boolean isCommitJobRepeatable(JobContext job) throws IOException {
      return inner.isCommitJobRepeatable(job);
    }

    @Override
    public void recoverTask(TaskAttemptContext task) throws IOException {
      call(task, () -> inner.recoverTask(task));
    }
  }
}
