package dev.sluice.mapreduce.commit;

import dev.sluice.bulk.BulkException;
import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.ErrorBudget;
import dev.sluice.client.lanes.LanePlan;
import dev.sluice.flow.Ticker;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.job.AttemptFiles;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.JobManifest;
import dev.sluice.mapreduce.job.PlannedLanes;
import dev.sluice.mapreduce.job.WrittenIndices;
import dev.sluice.mapreduce.task.ErrorSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the index before the first task, and settles the job after the last: publishes the
 * rejected documents and the ledger of each committed task, and judges the sum. Files go the way of
 * Hadoop's own committer, in the job's directory. Every step may be repeated, by another
 * application master too.
 */
public final class IndexOutputCommitter extends OutputCommitter {

  private static final Logger log = LoggerFactory.getLogger(IndexOutputCommitter.class);

  /** Publishes at task commit, so that the files of a job that fails later are there as well. */
  private static final int PUBLISH_AT_TASK_COMMIT = 2;

  /** A person may be waiting for the end of a job that was killed. */
  private static final Duration ABORT_PATIENCE = Duration.ofSeconds(30);

  private final TaskAttemptID attempt;
  private final Function<JobContext, IndexControl> indices;
  private FileOutputCommitter files;

  private IndexOutputCommitter(TaskAttemptID attempt, Function<JobContext, IndexControl> indices) {
    this.attempt = attempt;
    this.indices = indices;
  }

  /**
   * A committer that reads what it needs from the job when it is called. Not before: Hadoop's local
   * runner makes it with the configuration from before the checks at submit.
   */
  public static IndexOutputCommitter of(
      TaskAttemptContext context, Function<JobContext, IndexControl> indices) {
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

  /**
   * Creates the index if the plan says so, and prepares it.
   *
   * @throws BulkException if another job has it in load mode, or it holds documents by now
   */
  @Override
  public void setupJob(JobContext context) throws IOException {
    files(context).setupJob(context);
    IndexPlan plan = IndexPlan.load(context.getConfiguration());
    LoadOptions options = LoadOptions.of(context.getConfiguration());
    IndexControl index = index(context, options.patience);
    if (plan.creates()) {
      LanePlan lanes = index.create();
      PlannedLanes.write(context, JobDirectory.of(context), PlannedLanes.announced(lanes));
    }
    if (plan.concrete().isPresent()) {
      new IndexPreparation(index, plan, options, job(context), CommitCheckpoint.of(context)).run();
    }
  }

  private IndexControl index(JobContext context, Duration patience) {
    return new RetryingIndexControl(indices.apply(context), patience, Ticker.system());
  }

  private static String job(JobContext context) {
    return context.getJobID().toString();
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
    // An earlier attempt may have got as far as publishing what this one has not.
    AttemptFiles each = its;
    do {
      replace(fileSystem, each.rejected(), each.publishedRejected(directory));
      replace(fileSystem, each.unknown(), each.publishedUnknown(directory));
      replace(fileSystem, each.manifest(), each.publishedManifest(directory));
      each = each.next();
    } while (fileSystem.exists(each.publishedManifest(directory)));
    files(context).commitTask(context);
  }

  private static void replace(FileSystem fileSystem, Path own, Path published) throws IOException {
    if (!fileSystem.exists(own)) {
      fileSystem.delete(published, false);
    }
  }

  @Override
  public void abortTask(TaskAttemptContext context) throws IOException {
    JobDirectory directory = JobDirectory.of(context);
    AttemptFiles its = AttemptFiles.of(context, directory);
    FileSystem fileSystem = directory.fileSystem(context);
    for (Path file : in(fileSystem, its.rejectedFolder())) {
      keep(fileSystem, file, its.failedRejected(directory));
    }
    for (Path file : in(fileSystem, its.unknownFolder())) {
      keep(fileSystem, file, its.failedUnknown(directory));
    }
    files(context).abortTask(context);
  }

  /** Moves a file of documents to where people find it; not to do so fails nothing. */
  private static void keep(FileSystem fileSystem, Path from, Path to) {
    try {
      if (fileSystem.exists(from)) {
        fileSystem.mkdirs(to.getParent());
        JobDirectory.moveBehind(fileSystem, from, to);
        log.info("Documents rejected in the attempt are saved in {}", to);
      }
    } catch (IOException e) {
      log.warn("Could not save the documents rejected in the attempt in {}", to, e);
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
   * Judges the job by the ledgers of its tasks and by its index, and settles that.
   *
   * @throws BulkException if more documents were rejected than {@code sluice.errors.max} puts up
   *     with, or acknowledged ones are, or may be, gone
   */
  @Override
  public void commitJob(JobContext context) throws IOException {
    JobManifest ledgers =
        JobManifest.read(
            context, ErrorSettings.INDEX.read(context.getConfiguration()::get).orElse(""));
    judge(context, ledgers.sum(LoadCounter.GIVEN), ledgers.sum(LoadCounter.REJECTED));
    long unknown = ledgers.sum(LoadCounter.UNKNOWN);
    if (unknown > 0) {
      log.warn(
          "{} documents have an unknown outcome: a document with the same id exists, and this job"
              + " may have"
              + " written it. They are in {}, each with the reason. Check them by id",
          unknown,
          JobDirectory.of(context).unknown());
    }
    LoadOptions options = LoadOptions.of(context.getConfiguration());
    IndexControl index = index(context, options.patience);
    CommitCheckpoint notes = CommitCheckpoint.of(context);
    Optional<IndexBaseline> before = notes.record();
    if (before.isPresent()) {
      new IndexCommit(index, options, job(context), notes, Ticker.system())
          .run(before.get(), ledgers);
    }
    boolean others = !ledgers.indices().names().isEmpty();
    if (options.refresh && (others || !before.isPresent())) {
      refresh(index, ledgers.indices());
    }
    files(context).commitJob(marking(context));
  }

  /** Whoever replays rejected documents must know whether the job had succeeded. */
  private static JobContext marking(JobContext context) {
    Configuration own = new Configuration(context.getConfiguration());
    own.setBoolean(FileOutputCommitter.SUCCESSFUL_JOB_OUTPUT_DIR_MARKER, true);
    return new JobContextImpl(own, context.getJobID());
  }

  private static void judge(JobContext context, long given, long rejected) throws IOException {
    ErrorBudget budget = BulkSettings.ERRORS_MAX.read(context.getConfiguration()::get);
    if (budget.isExceededAtEnd(rejected, given)) {
      throw new BulkException(
          rejected
              + " of "
              + given
              + " documents were rejected, over the limit "
              + BulkSettings.ERRORS_MAX
              + " = "
              + budget
              + "; they are in "
              + JobDirectory.of(context).rejected()
              + ", each with its error: fix the mapping or the input and replay them, or raise "
              + BulkSettings.ERRORS_MAX);
    }
  }

  /** What is done where there are other indices than one that is known since the submit. */
  private static void refresh(IndexControl index, WrittenIndices written) {
    try {
      if (written.names().isEmpty() || written.areMany()) {
        index.refresh();
      } else {
        index.refresh(written.names());
      }
    } catch (IOException e) {
      // The documents are in, and the index's own interval will show them.
      log.warn("Could not refresh the index after the load: {}", e.getMessage());
    }
  }

  /**
   * Puts the settings of the index back, and publishes what the last attempts of tasks that were
   * not committed had rejected.
   */
  @Override
  public void abortJob(JobContext context, JobStatus.State state) throws IOException {
    try {
      restoreAndKeep(context);
      files(context).abortJob(context, state);
    } catch (RuntimeException e) {
      // Of the local runner nothing else would be left to end the job.
      throw new IOException("Aborting job " + context.getJobID() + " failed: " + e, e);
    }
  }

  /** Puts the index back, and what attempts had rejected where people look for it. */
  private void restoreAndKeep(JobContext context) throws IOException {
    restore(context);
    JobDirectory directory = JobDirectory.of(context);
    FileSystem fileSystem = directory.fileSystem(context);
    // Not every runner aborts each attempt before it aborts the job.
    Path attempts = new Path(directory.root(), FileOutputCommitter.PENDING_DIR_NAME);
    Path leftOver = new Path(attempts, "*/" + FileOutputCommitter.PENDING_DIR_NAME + "/attempt_*");
    for (Path file : files(fileSystem, new Path(leftOver, JobDirectory.REJECTED + "/*"))) {
      keep(fileSystem, file, AttemptFiles.failedRejected(directory, attemptOf(file)));
    }
    for (Path file : files(fileSystem, new Path(leftOver, JobDirectory.UNKNOWN + "/*"))) {
      keep(fileSystem, file, AttemptFiles.failedUnknown(directory, attemptOf(file)));
    }
    publishRejected(directory, fileSystem);
  }

  /** Not to do so fails nothing: it is all in {@code failed/}. */
  private static void publishRejected(JobDirectory directory, FileSystem files) {
    try {
      new FailedRejections(directory, files).publish();
    } catch (IOException e) {
      log.warn(
          "Rejected documents of uncommitted tasks are in {}; they could not be moved to {}",
          directory.failed(),
          directory.rejected(),
          e);
    }
  }

  private static Path[] in(FileSystem fileSystem, Path folder) throws IOException {
    return fileSystem.exists(folder)
        ? FileUtil.stat2Paths(fileSystem.listStatus(folder))
        : new Path[0];
  }

  private static Path[] files(FileSystem fileSystem, Path pattern) throws IOException {
    FileStatus[] found = fileSystem.globStatus(pattern);
    return FileUtil.stat2Paths(found == null ? new FileStatus[0] : found);
  }

  private static String attemptOf(Path file) {
    return file.getParent().getParent().getName();
  }

  private void restore(JobContext context) {
    IndexPlan plan = IndexPlan.load(context.getConfiguration());
    LoadOptions options = LoadOptions.of(context.getConfiguration());
    if (options.mode != LoadMode.BULK || !plan.concrete().isPresent()) {
      return;
    }
    try {
      IndexControl index = index(context, ABORT_PATIENCE);
      new LoadModeRestorer(index).run(mark -> mark.job().equals(job(context)));
    } catch (IOException e) {
      log.error(
          "Index {} is still in load mode. When Elasticsearch is available, run: sluice restore"
              + " --index {}",
          plan.concrete().get(),
          plan.concrete().get(),
          e);
    }
  }
}
