package dev.sluice.mapreduce.commit;

import dev.sluice.bulk.BulkException;
import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.ErrorBudget;
import dev.sluice.client.lanes.LanePlan;
import dev.sluice.flow.Ticker;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.engine.Engine;
import dev.sluice.mapreduce.job.AttemptFiles;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.JobManifest;
import dev.sluice.mapreduce.job.PlannedLanes;
import dev.sluice.mapreduce.job.SubmittedSettings;
import dev.sluice.mapreduce.job.WrittenIndices;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.owner.JobOwner;
import dev.sluice.mapreduce.report.JobReports;
import dev.sluice.mapreduce.resume.Inheritance;
import dev.sluice.mapreduce.resume.ResumedJob;
import dev.sluice.mapreduce.task.ErrorSettings;
import dev.sluice.report.JobFacts;
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
 * The output committer. It prepares the index before the first task and finishes the job after the
 * last. It publishes the rejected documents and the manifest of each committed task, and checks
 * their sums. Files are handled by Hadoop's own committer, in the job directory. Every step can be
 * repeated, also by another application master.
 */
public final class IndexOutputCommitter extends OutputCommitter {

  private static final Logger log = LoggerFactory.getLogger(IndexOutputCommitter.class);

  /** Publishes files at task commit, so that they exist even if the job fails later. */
  private static final int PUBLISH_AT_TASK_COMMIT = 2;

  /** A user may be waiting for a killed job to end. */
  private static final Duration ABORT_PATIENCE = Duration.ofSeconds(30);

  private final TaskAttemptID attempt;
  private final Function<JobContext, IndexControl> indices;
  private final Submission submission;
  private FileOutputCommitter files;

  /** The check of a job at submission, which completes its configuration. */
  public interface Submission {
    void complete(JobContext job) throws IOException;
  }

  private IndexOutputCommitter(
      TaskAttemptID attempt, Function<JobContext, IndexControl> indices, Submission submission) {
    this.attempt = attempt;
    this.indices = indices;
    this.submission = submission;
  }

  /**
   * Creates a committer that reads the job only when it is called. Hadoop's local job runner
   * creates it with the configuration from before the checks at submission.
   */
  public static IndexOutputCommitter of(
      TaskAttemptContext context, Function<JobContext, IndexControl> indices) {
    return of(context, indices, job -> {});
  }

  /**
   * The same with the check at submission, in case the engine has not made it.
   *
   * @param submission called for a job of an engine other than MapReduce that was not checked
   */
  public static IndexOutputCommitter of(
      TaskAttemptContext context,
      Function<JobContext, IndexControl> indices,
      Submission submission) {
    return new IndexOutputCommitter(context.getTaskAttemptID(), indices, submission);
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
   * @throws BulkException if another job has the index in load mode, or it now contains documents
   */
  @Override
  public void setupJob(JobContext context) throws IOException {
    Engine engine = Engine.of(context);
    if (!engine.carriesSubmission() && !isChecked(context)) {
      submission.complete(context);
    }
    files(context).setupJob(context);
    if (!engine.carriesSubmission()) {
      context.getConfiguration().set(InternalKeys.SET_UP, job(context));
      SubmittedSettings.write(context);
    }
    JobOwner.record(context, JobDirectory.of(context));
    takeOver(context);
    JobReports.begin(context, WritingSettings.ALL, Ticker.system().wallMillis());
    if (!isDryRun(context)) {
      setUpIndex(context, engine);
    }
  }

  /** What an earlier job leaves to one that resumes it. */
  private static void takeOver(JobContext context) throws IOException {
    Optional<JobDirectory> earlier = ResumedJob.directory(context.getConfiguration());
    if (earlier.isPresent()) {
      CommitCheckpoint.of(context)
          .takeOver(CommitCheckpoint.at(earlier.get(), context.getConfiguration()));
    }
    Inheritance.setUp(context);
  }

  /** A dry run leaves the index as it is, from the start to the end of the job. */
  private static boolean isDryRun(JobContext context) {
    return OutputSettings.DRY_RUN.read(context.getConfiguration()::get);
  }

  private void setUpIndex(JobContext context, Engine engine) throws IOException {
    IndexPlan plan = IndexPlan.load(context.getConfiguration());
    LoadOptions options = LoadOptions.of(context);
    IndexControl index = index(context, options.patience);
    if (plan.creates()) {
      LanePlan lanes = index.create();
      PlannedLanes.write(context, JobDirectory.of(context), PlannedLanes.announced(lanes));
    }
    if (plan.concrete().isPresent()) {
      IndexPreparation preparation =
          new IndexPreparation(index, plan, options, job(context), CommitCheckpoint.of(context))
              .resuming(Inheritance.earlierJobs(context));
      if (engine.abortsFailedSetup()) {
        preparation.run();
      } else {
        prepareOrRestore(context, preparation, options);
      }
    }
  }

  /** Whether the job was checked at submission; an earlier one may have had its configuration. */
  private static boolean isChecked(JobContext context) {
    Configuration conf = context.getConfiguration();
    return IndexPlan.isIn(conf) && conf.get(InternalKeys.SET_UP, job(context)).equals(job(context));
  }

  private void prepareOrRestore(
      JobContext context, IndexPreparation preparation, LoadOptions options) throws IOException {
    if (options.mode == LoadMode.BULK) {
      RestoreOnExit.add(job(context), () -> restore(context));
    }
    boolean prepared = false;
    try {
      preparation.run();
      prepared = true;
    } finally {
      if (!prepared) {
        restore(context);
        RestoreOnExit.remove(job(context));
      }
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
    // An earlier attempt may have published files that this one does not have.
    AttemptFiles each = its;
    do {
      replace(fileSystem, each.rejected(), each.publishedRejected(directory));
      replace(fileSystem, each.unknown(), each.publishedUnknown(directory));
      replace(fileSystem, each.manifest(), each.publishedManifest(directory));
      each = each.next();
    } while (fileSystem.exists(each.publishedManifest(directory)));
    files(context).commitTask(context);
    if (its.runningManifest().isPresent()) {
      fileSystem.delete(its.runningManifest().get(), false);
    }
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
    for (Path file : in(fileSystem, its.manifest().getParent())) {
      leave(fileSystem, file, AttemptFiles.failedManifest(directory, its.attempt(), file));
    }
    files(context).abortTask(context);
  }

  /** Moves a manifest to those of failed attempts, for figures; a failure is only logged. */
  private static void leave(FileSystem fileSystem, Path from, Path to) {
    try {
      fileSystem.mkdirs(to.getParent());
      if (!fileSystem.exists(to) && !fileSystem.rename(from, to)) {
        log.warn("Could not move the counts of a failed attempt from {} to {}", from, to);
      }
    } catch (IOException e) {
      log.warn("Could not move the counts of a failed attempt from {} to {}", from, to, e);
    }
  }

  /** Moves a file of documents to its published place; a failure is only logged. */
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
   * Checks the task manifests and the index of the job, and finishes the index.
   *
   * @throws BulkException if more documents were rejected than {@code sluice.errors.max} allows, or
   *     acknowledged documents are, or may be, lost
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
    if (!isDryRun(context)) {
      finishIndex(context, ledgers);
    }
    JobReports.end(context, JobFacts.State.SUCCEEDED, Ticker.system().wallMillis());
    files(context).commitJob(marking(context));
    forgetCheckpoints(context);
    RestoreOnExit.remove(job(context));
    if (!Engine.of(context).showsCounters()) {
      log.info("Job {} wrote: {}", job(context), ledgers);
    }
  }

  /** A job that did not succeed keeps them. */
  private static void forgetCheckpoints(JobContext context) {
    try {
      JobDirectory directory = JobDirectory.of(context);
      directory.fileSystem(context).delete(directory.checkpoints(), true);
    } catch (IOException e) {
      log.warn("Could not delete the checkpoints of the job: {}", e.getMessage());
    }
  }

  private void finishIndex(JobContext context, JobManifest ledgers) throws IOException {
    LoadOptions options = LoadOptions.of(context);
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
    new MarkCommit(context, index, Ticker.system()).run(ledgers);
  }

  /** A replay of rejected documents needs to know whether the job succeeded. */
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

  /** Refreshes the indices of a job that writes to more than one index. */
  private static void refresh(IndexControl index, WrittenIndices written) {
    try {
      if (written.names().isEmpty() || written.areMany()) {
        index.refresh();
      } else {
        index.refresh(written.names());
      }
    } catch (IOException e) {
      // The documents are written; the refresh interval of the index will make them visible.
      log.warn("Could not refresh the index after the load: {}", e.getMessage());
    }
  }

  /**
   * Restores the settings of the index, and publishes the rejected documents of the last attempts
   * of uncommitted tasks.
   */
  @Override
  public void abortJob(JobContext context, JobStatus.State state) throws IOException {
    try {
      restoreAndKeep(context);
      files(context).abortJob(context, state);
      JobReports.end(context, ended(state), Ticker.system().wallMillis());
      RestoreOnExit.remove(job(context));
    } catch (RuntimeException e) {
      // Otherwise the local job runner would not end the job.
      throw new IOException("Aborting job " + context.getJobID() + " failed: " + e, e);
    }
  }

  private static JobFacts.State ended(JobStatus.State state) {
    return state == JobStatus.State.KILLED ? JobFacts.State.KILLED : JobFacts.State.FAILED;
  }

  /** Restores the index, and publishes rejected documents. */
  private void restoreAndKeep(JobContext context) throws IOException {
    restore(context);
    JobDirectory directory = JobDirectory.of(context);
    FileSystem fileSystem = directory.fileSystem(context);
    // Not every runner aborts all attempts before it aborts the job.
    Path attempts = new Path(directory.root(), FileOutputCommitter.PENDING_DIR_NAME);
    Path leftOver = new Path(attempts, "*/" + FileOutputCommitter.PENDING_DIR_NAME + "/attempt_*");
    for (Path file : files(fileSystem, new Path(leftOver, JobDirectory.REJECTED + "/*"))) {
      keep(fileSystem, file, AttemptFiles.failedRejected(directory, attemptOf(file)));
    }
    for (Path file : files(fileSystem, new Path(leftOver, JobDirectory.UNKNOWN + "/*"))) {
      keep(fileSystem, file, AttemptFiles.failedUnknown(directory, attemptOf(file)));
    }
    for (Path file : files(fileSystem, new Path(leftOver, JobDirectory.MANIFESTS + "/*"))) {
      leave(fileSystem, file, AttemptFiles.failedManifest(directory, attemptOf(file), file));
    }
    publishRejected(directory, fileSystem);
  }

  /** A failure is only logged: everything is in {@code failed/}. */
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
    LoadOptions options = LoadOptions.of(context);
    if (options.mode != LoadMode.BULK || !plan.concrete().isPresent() || isDryRun(context)) {
      return;
    }
    try {
      IndexControl index = index(context, ABORT_PATIENCE);
      new LoadModeRestorer(index, Ticker.system()).run(mark -> mark.job().equals(job(context)));
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
