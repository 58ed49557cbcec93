package dev.sluice.mapreduce.job;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/**
 * The files of one writer of a task attempt. They are in the work directory until the task is
 * committed, then under the same names in the job directory. The names contain the task, so that a
 * later attempt replaces the files of an earlier one; further writers of the same task add a
 * number. With a committer other than ours, the files are in its work directory, if it has one.
 * Immutable.
 */
public final class AttemptFiles {

  public static final String NDJSON = ".ndjson";
  public static final String JSON = ".json";

  /**
   * The folder in the output directory of a job with another format; hidden from jobs that read it.
   */
  public static final String FOLDER = "_sluice";

  /** The name of files of earlier jobs; those of tasks have another letter. */
  private static final String INHERITED = "part-e-00000";

  /** The manifests of the open writers of this process. */
  private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

  private final TaskAttemptContext context;
  private final Path work;
  private final Path failed;
  private final int number;

  private AttemptFiles(TaskAttemptContext context, Path work, Path failed, int number) {
    this.context = context;
    this.work = work;
    this.failed = failed;
    this.number = number;
  }

  /** The files of the first writer of an attempt, with our committer. */
  public static AttemptFiles of(TaskAttemptContext context, JobDirectory directory) {
    Path work = FileOutputCommitter.getTaskAttemptPath(context, directory.root());
    return new AttemptFiles(context, work, directory.attempts(), 1);
  }

  /** The files of a writer, reserved until it {@linkplain #release releases} them. */
  public static AttemptFiles claim(TaskAttemptContext context) throws IOException {
    JobDirectory directory = JobDirectory.of(context);
    if (WorkPath.isSetUp(context, directory.root())) {
      return of(context, directory).claim();
    }
    Optional<Path> others = WorkPath.published(context);
    return others.isPresent()
        ? new AttemptFiles(context, new Path(others.get(), FOLDER), null, 1).claim()
        : new AttemptFiles(context, null, null, 1);
  }

  private AttemptFiles claim() throws IOException {
    FileSystem files = work.getFileSystem(context.getConfiguration());
    AttemptFiles free = this;
    while (!CLAIMED.add(free.manifest())) {
      free = free.next();
    }
    while (files.exists(free.manifest())) {
      CLAIMED.remove(free.manifest());
      free = free.next();
      CLAIMED.add(free.manifest());
    }
    return free;
  }

  public void release() {
    if (isPublished()) {
      CLAIMED.remove(manifest());
    }
  }

  /** The files of the next writer in the same task. */
  public AttemptFiles next() {
    return new AttemptFiles(context, work, failed, number + 1);
  }

  /** Whether they are those of the first writer of an attempt, with our committer. */
  public boolean areMain() {
    return failed != null && number == 1;
  }

  /** Whether a committer publishes the files. */
  public boolean isPublished() {
    return work != null;
  }

  /** The attempt id. */
  public String attempt() {
    return context.getTaskAttemptID().toString();
  }

  private String name(String end) {
    return FileOutputFormat.getUniqueFile(context, "part", number == 1 ? end : "." + number + end);
  }

  /** The file of rejected documents in the attempt; null if no committer would publish it. */
  public Path rejected() {
    return work == null ? null : new Path(rejectedFolder(), name(NDJSON));
  }

  /** The folder of rejected documents of all writers of the attempt. */
  public Path rejectedFolder() {
    return new Path(work, JobDirectory.REJECTED);
  }

  /** The published file of rejected documents, after task commit. */
  public Path publishedRejected(JobDirectory directory) {
    return new Path(directory.rejected(), name(NDJSON));
  }

  /** The file of documents with unknown outcome in the attempt. */
  public Path unknown() {
    return work == null ? null : new Path(unknownFolder(), name(NDJSON));
  }

  /** The folder of documents with unknown outcome of all writers of the attempt. */
  public Path unknownFolder() {
    return new Path(work, JobDirectory.UNKNOWN);
  }

  /** The published file of documents with unknown outcome, after task commit. */
  public Path publishedUnknown(JobDirectory directory) {
    return new Path(directory.unknown(), name(NDJSON));
  }

  /** The file of rejected documents of a failed attempt. */
  public Path failedRejected(JobDirectory directory) {
    return failedRejected(directory, attempt());
  }

  /** The file of documents with unknown outcome of a failed attempt. */
  public Path failedUnknown(JobDirectory directory) {
    return failedUnknown(directory, attempt());
  }

  public static Path failedUnknown(JobDirectory directory, String attempt) {
    return new Path(directory.failed(), attempt + "-unknown" + NDJSON);
  }

  public static Path failedRejected(JobDirectory directory, String attempt) {
    return new Path(directory.failed(), attempt + NDJSON);
  }

  /** The place for a manifest that an attempt finished before it failed. */
  public static Path failedManifest(JobDirectory directory, String attempt, Path manifest) {
    String name = manifest.getName();
    return new Path(directory.attempts(), attempt + name.substring(name.indexOf('.')));
  }

  /** The attempt that wrote a file of rejected documents; empty for other file names. */
  public static Optional<TaskAttemptID> attemptOf(Path failedRejected) {
    String name = failedRejected.getName();
    String attempt = name.substring(0, Math.max(0, name.indexOf('.')));
    return isAttempt(attempt) ? Optional.of(TaskAttemptID.forName(attempt)) : Optional.empty();
  }

  public static boolean isAttempt(String id) {
    try {
      return TaskAttemptID.forName(id) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The file of rejected documents of a committed task. */
  public static Path publishedRejected(JobDirectory directory, TaskID task) {
    return new Path(directory.rejected(), published(task) + NDJSON);
  }

  /** The manifest of a committed task. */
  public static Path publishedManifest(JobDirectory directory, TaskID task) {
    return new Path(directory.manifests(), published(task) + JSON);
  }

  /** The manifest of the task that published a file of rejected documents. */
  public static Path manifestBeside(JobDirectory directory, Path publishedRejected) {
    String name = publishedRejected.getName();
    String task = name.substring(0, name.length() - NDJSON.length());
    return new Path(directory.manifests(), task + JSON);
  }

  /** The file of rejected documents of the jobs that a job resumes. */
  public static Path inheritedRejected(JobDirectory directory) {
    return new Path(directory.rejected(), INHERITED + NDJSON);
  }

  /** The file of documents with unknown outcome of the jobs that a job resumes. */
  public static Path inheritedUnknown(JobDirectory directory) {
    return new Path(directory.unknown(), INHERITED + NDJSON);
  }

  /** The manifest of what a job has taken over from the jobs that it resumes. */
  public static Path inheritedManifest(JobDirectory directory) {
    return new Path(directory.manifests(), INHERITED + JSON);
  }

  private static String published(TaskID task) {
    char type = TaskID.getRepresentingCharacter(task.getTaskType());
    return String.format(Locale.ROOT, "part-%c-%05d", type, task.getId());
  }

  public static boolean isManifest(Path file) {
    return file.getName().endsWith(JSON);
  }

  /** The manifest of a failed attempt; empty with another committer. */
  public Optional<Path> failedManifest() {
    return Optional.ofNullable(failed).map(directory -> new Path(directory, attemptName()));
  }

  /** The manifest of a running attempt, from time to time; empty with another committer. */
  public Optional<Path> runningManifest() {
    return Optional.ofNullable(failed)
        .map(directory -> new Path(JobDirectory.runningBeside(directory), attemptName()));
  }

  private String attemptName() {
    return attempt() + (number == 1 ? "" : "." + number) + JSON;
  }

  /** The manifest in the attempt. */
  public Path manifest() {
    return new Path(new Path(work, JobDirectory.MANIFESTS), name(JSON));
  }

  /** The published manifest, after task commit. */
  public Path publishedManifest(JobDirectory directory) {
    return new Path(directory.manifests(), name(JSON));
  }
}
