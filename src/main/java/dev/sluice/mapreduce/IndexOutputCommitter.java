package dev.sluice.mapreduce;

import dev.sluice.bulk.BulkException;
import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.ErrorBudget;
import dev.sluice.client.LanePlan;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
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

  private final TaskAttemptID attempt;
  private final Function<JobContext, TargetIndex> indices;
  private FileOutputCommitter files;

  private IndexOutputCommitter(TaskAttemptID attempt, Function<JobContext, TargetIndex> indices) {
    this.attempt = attempt;
    this.indices = indices;
  }

  /**
   * A committer that reads what it needs from the job when it is called. Not before: Hadoop's local
   * runner makes it with the configuration from before the checks at submit.
   */
  static IndexOutputCommitter of(
      TaskAttemptContext context, Function<JobContext, TargetIndex> indices) {
    return new IndexOutputCommitter(context.getTaskAttemptID(), indices);
  }

  private FileOutputCommitter files(JobContext context) throws IOException {
    if (files == null) {
      Configuration own = new Configuration(context.getConfiguration());
      own.setInt(FileOutputCommitter.FILEOUTPUTCOMMITTER_ALGORITHM_VERSION, PUBLISH_AT_TASK_COMMIT);
      TaskAttemptContext itself = new TaskAttemptContextImpl(own, attempt);
      files = new FileOutputCommitter(JobDirectory.of(context).root(), itself);
    }
    return files;
  }

  @Override
  public void setupJob(JobContext context) throws IOException {
    files(context).setupJob(context);
    if (IndexPlan.load(context.getConfiguration()).creates()) {
      LanePlan lanes = indices.apply(context).create();
      PlannedLanes.write(context, JobDirectory.of(context), PlannedLanes.announced(lanes));
    }
  }

  @Override
  public void setupTask(TaskAttemptContext context) throws IOException {
    files(context).setupTask(context);
  }

  @Override
  public boolean needsTaskCommit(TaskAttemptContext context) throws IOException {
    return files(context).needsTaskCommit(context);
  }

  @Override
  public void commitTask(TaskAttemptContext context) throws IOException {
    JobDirectory directory = JobDirectory.of(context);
    AttemptFiles its = AttemptFiles.of(context, directory);
    FileSystem fileSystem = directory.fileSystem(context);
    if (!fileSystem.exists(its.rejected())) {
      // An earlier attempt may have got as far as publishing what this one saw no reason to reject.
      fileSystem.delete(its.publishedRejected(directory), false);
    }
    files(context).commitTask(context);
  }

  @Override
  public void abortTask(TaskAttemptContext context) throws IOException {
    JobDirectory directory = JobDirectory.of(context);
    AttemptFiles its = AttemptFiles.of(context, directory);
    keep(directory.fileSystem(context), its.rejected(), its.failedRejected(directory));
    files(context).abortTask(context);
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
    files(context).recoverTask(context);
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
    JobDirectory directory = JobDirectory.of(context);
    FileSystem fileSystem = directory.fileSystem(context);
    if (fileSystem.exists(directory.manifests())) {
      for (FileStatus file :
          fileSystem.listStatus(directory.manifests(), AttemptFiles::isManifest)) {
        Manifest manifest = read(fileSystem, file.getPath());
        given += manifest.count(LoadCounter.GIVEN);
        rejected += manifest.count(LoadCounter.REJECTED);
      }
    }
    judge(context, given, rejected);
    refresh(context);
    files(context).commitJob(context);
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

  private static void judge(JobContext context, long given, long rejected) throws IOException {
    ErrorBudget budget = BulkSettings.ERRORS_MAX.read(context.getConfiguration()::get);
    if (budget.isExceededAtEnd(rejected, given)) {
      throw new BulkException(
          rejected
              + " of "
              + given
              + " documents were rejected, more than "
              + BulkSettings.ERRORS_MAX
              + " = "
              + budget
              + " allows; they are in "
              + JobDirectory.of(context).rejected()
              + ", each with its error: mend and replay them, or raise "
              + BulkSettings.ERRORS_MAX);
    }
  }

  private void refresh(JobContext context) {
    try {
      indices.apply(context).refresh();
    } catch (IOException e) {
      // The documents are in, and the index's own interval will show them.
      log.warn("The index was not refreshed after the load: {}", e.getMessage());
    }
  }

  @Override
  public void abortJob(JobContext context, JobStatus.State state) throws IOException {
    JobDirectory directory = JobDirectory.of(context);
    FileSystem fileSystem = directory.fileSystem(context);
    // Not every runner aborts each attempt before it aborts the job.
    Path attempts = new Path(directory.root(), FileOutputCommitter.PENDING_DIR_NAME);
    Path leftOver = new Path(attempts, "*/" + FileOutputCommitter.PENDING_DIR_NAME + "/attempt_*");
    FileStatus[] found = fileSystem.globStatus(new Path(leftOver, JobDirectory.REJECTED + "/*"));
    for (FileStatus file : found == null ? new FileStatus[0] : found) {
      String id = file.getPath().getParent().getParent().getName();
      keep(fileSystem, file.getPath(), AttemptFiles.failedRejected(directory, id));
    }
    files(context).abortJob(context, state);
  }
}
