package dev.sluice.mapreduce;

import dev.sluice.bulk.BulkException;
import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.ErrorBudget;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the index before the first task, and settles the job after the last: publishes the
 * rejected documents and the ledger of each committed task, and judges the sum. Files go the way of
 * Hadoop's own committer, in the job's directory. Every step may be repeated, by another
 * application master too.
 */
final class IndexOutputCommitter extends OutputCommitter {

  private static final Logger log = LoggerFactory.getLogger(IndexOutputCommitter.class);

  /** Publishes at task commit, so that the files of a job that fails later are there as well. */
  private static final int PUBLISH_AT_TASK_COMMIT = 2;

  private final FileOutputCommitter files;
  private final JobDirectory directory;
  private final IndexPlan plan;
  private final TargetIndex index;

  private IndexOutputCommitter(
      FileOutputCommitter files, JobDirectory directory, IndexPlan plan, TargetIndex index) {
    this.files = files;
    this.directory = directory;
    this.plan = plan;
    this.index = index;
  }

  /** The committer of a job or of one of its attempts. */
  static IndexOutputCommitter of(
      TaskAttemptContext context, JobDirectory directory, IndexPlan plan, TargetIndex index)
      throws IOException {
    Configuration own = new Configuration(context.getConfiguration());
    own.setInt(FileOutputCommitter.FILEOUTPUTCOMMITTER_ALGORITHM_VERSION, PUBLISH_AT_TASK_COMMIT);
    FileOutputCommitter files =
        new FileOutputCommitter(
            directory.root(), new TaskAttemptContextImpl(own, context.getTaskAttemptID()));
    return new IndexOutputCommitter(files, directory, plan, index);
  }

  @Override
  public void setupJob(JobContext context) throws IOException {
    files.setupJob(context);
    if (plan.creates()) {
      PlannedLanes.write(context, directory, PlannedLanes.announced(index.create()));
    }
  }

  @Override
  public void setupTask(TaskAttemptContext context) throws IOException {
    files.setupTask(context);
  }

  @Override
  public boolean needsTaskCommit(TaskAttemptContext context) throws IOException {
    return files.needsTaskCommit(context);
  }

  @Override
  public void commitTask(TaskAttemptContext context) throws IOException {
    AttemptFiles attempt = AttemptFiles.of(context, directory);
    FileSystem fileSystem = fileSystem(context);
    if (!fileSystem.exists(attempt.rejected())) {
      // An earlier attempt may have got as far as publishing what this one saw no reason to reject.
      fileSystem.delete(attempt.publishedRejected(directory), false);
    }
    files.commitTask(context);
  }

  @Override
  public void abortTask(TaskAttemptContext context) throws IOException {
    AttemptFiles attempt = AttemptFiles.of(context, directory);
    keep(fileSystem(context), attempt.rejected(), attempt.failedRejected(directory));
    files.abortTask(context);
  }

  /** Moves a file of rejected documents to where people find it; not to do so fails nothing. */
  private static void keep(FileSystem fileSystem, Path from, Path to) {
    try {
      if (fileSystem.exists(from)) {
        fileSystem.mkdirs(to.getParent());
        fileSystem.delete(to, false);
        if (fileSystem.rename(from, to)) {
          log.info("What the attempt had rejected is kept in {}", to);
        }
      }
    } catch (IOException e) {
      log.warn("What the attempt had rejected could not be kept in {}", to, e);
    }
  }

  @Override
  public boolean isCommitJobRepeatable(JobContext context) {
    return true;
  }

  @Override
  public boolean isRecoverySupported(JobContext context) {
    return true;
  }

  @Override
  public void recoverTask(TaskAttemptContext context) throws IOException {
    files.recoverTask(context);
  }

  /**
   * Judges the job by the ledgers of its tasks.
   *
   * @throws BulkException if more documents were rejected than {@code sluice.errors.max} puts up
   *     with
   */
  @Override
  public void commitJob(JobContext context) throws IOException {
    long given = 0;
    long rejected = 0;
    FileSystem fileSystem = fileSystem(context);
    if (fileSystem.exists(directory.manifests())) {
      for (FileStatus file : fileSystem.listStatus(directory.manifests())) {
        Manifest manifest = read(fileSystem, file.getPath());
        given += manifest.count(LoadCounter.GIVEN);
        rejected += manifest.count(LoadCounter.REJECTED);
      }
    }
    judge(context, given, rejected);
    refresh();
    files.commitJob(context);
  }

  private static Manifest read(FileSystem fileSystem, Path file) throws IOException {
    byte[] json = new byte[(int) fileSystem.getFileStatus(file).getLen()];
    try (InputStream in = fileSystem.open(file)) {
      IOUtils.readFully(in, json, 0, json.length);
      return Manifest.read(json);
    } catch (IOException e) {
      throw new IOException("reading " + file + ": " + e.getMessage(), e);
    }
  }

  private void judge(JobContext context, long given, long rejected) throws BulkException {
    ErrorBudget budget = BulkSettings.ERRORS_MAX.read(context.getConfiguration()::get);
    if (budget.isExceededAtEnd(rejected, given)) {
      throw new BulkException(
          "Of "
              + given
              + " documents "
              + rejected
              + " were rejected, and "
              + BulkSettings.ERRORS_MAX
              + "="
              + budget
              + " puts up with no more. They are in "
              + directory.rejected()
              + ", each with its error: mend them and replay them, or raise "
              + BulkSettings.ERRORS_MAX);
    }
  }

  private void refresh() {
    try {
      index.refresh();
    } catch (IOException e) {
      // The documents are in, and the index's own interval will show them.
      log.warn("The index could not be refreshed after the load", e);
    }
  }

  @Override
  public void abortJob(JobContext context, JobStatus.State state) throws IOException {
    FileSystem fileSystem = fileSystem(context);
    // Not every runner aborts each attempt before it aborts the job.
    Path attempts = new Path(directory.root(), FileOutputCommitter.PENDING_DIR_NAME);
    Path leftOver = new Path(attempts, "*/" + FileOutputCommitter.PENDING_DIR_NAME + "/attempt_*");
    FileStatus[] found = fileSystem.globStatus(new Path(leftOver, JobDirectory.REJECTED + "/*"));
    for (FileStatus file : found == null ? new FileStatus[0] : found) {
      String attempt = file.getPath().getParent().getParent().getName();
      keep(fileSystem, file.getPath(), AttemptFiles.failedRejected(directory, attempt));
    }
    files.abortJob(context, state);
  }

  private FileSystem fileSystem(JobContext context) throws IOException {
    return directory.root().getFileSystem(context.getConfiguration());
  }
}
