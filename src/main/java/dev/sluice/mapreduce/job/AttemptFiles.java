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
 * The files of one writer of a task attempt: under its work directory until the task is committed,
 * then under the same names in the job's directory. They are named for the task, so that a later
 * attempt puts its own in place of an earlier one's; those of a second writer in the same task have
 * its number as well. Where the job's committer is another than ours they go to that one's work
 * directory, if it has any. Immutable.
 */
public final class AttemptFiles {

  public static final String NDJSON = ".ndjson";
  public static final String JSON = ".json";

  /** In the output directory of a job of another format; hidden from jobs that read it. */
  public static final String FOLDER = "_sluice";

  /** The ledgers of writers of this process that are open. */
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

  /** The files of the first writer of an attempt, where the job has our committer. */
  public static AttemptFiles of(TaskAttemptContext context, JobDirectory directory) {
    Path work = FileOutputCommitter.getTaskAttemptPath(context, directory.root());
    return new AttemptFiles(context, work, directory.attempts(), 1);
  }

  /** The files of a writer, which no other has until it {@linkplain #release releases} them. */
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

  /** Those of the next writer in the same task. */
  public AttemptFiles next() {
    return new AttemptFiles(context, work, failed, number + 1);
  }

  /** Whether somebody publishes them. */
  public boolean isPublished() {
    return work != null;
  }

  /** The attempt's id. */
  public String attempt() {
    return context.getTaskAttemptID().toString();
  }

  private String name(String end) {
    return FileOutputFormat.getUniqueFile(context, "part", number == 1 ? end : "." + number + end);
  }

  /** Where the attempt writes its rejected documents; null where nobody would publish them. */
  public Path rejected() {
    return work == null ? null : new Path(rejectedFolder(), name(NDJSON));
  }

  /** Where all writers of the attempt write theirs. */
  public Path rejectedFolder() {
    return new Path(work, JobDirectory.REJECTED);
  }

  /** Where they stand once the task is committed. */
  public Path publishedRejected(JobDirectory directory) {
    return new Path(directory.rejected(), name(NDJSON));
  }

  /** Where the attempt writes the documents of which nobody can tell whether it wrote them. */
  public Path unknown() {
    return work == null ? null : new Path(unknownFolder(), name(NDJSON));
  }

  /** Where all writers of the attempt write those. */
  public Path unknownFolder() {
    return new Path(work, JobDirectory.UNKNOWN);
  }

  /** Where those stand once the task is committed. */
  public Path publishedUnknown(JobDirectory directory) {
    return new Path(directory.unknown(), name(NDJSON));
  }

  /** Where they stand if the attempt fails. */
  public Path failedRejected(JobDirectory directory) {
    return failedRejected(directory, attempt());
  }

  /** Where those of unknown outcome stand if the attempt fails. */
  public Path failedUnknown(JobDirectory directory) {
    return failedUnknown(directory, attempt());
  }

  public static Path failedUnknown(JobDirectory directory, String attempt) {
    return new Path(directory.failed(), attempt + "-unknown" + NDJSON);
  }

  public static Path failedRejected(JobDirectory directory, String attempt) {
    return new Path(directory.failed(), attempt + NDJSON);
  }

  /** The attempt that left a file of rejected documents; absent for a file of another name. */
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

  /** Where the rejected documents of a task stand that was committed. */
  public static Path publishedRejected(JobDirectory directory, TaskID task) {
    return new Path(directory.rejected(), published(task) + NDJSON);
  }

  /** Where its ledger stands. */
  public static Path publishedManifest(JobDirectory directory, TaskID task) {
    return new Path(directory.manifests(), published(task) + JSON);
  }

  /** The ledger of the task whose rejected documents stand in a file. */
  public static Path manifestBeside(JobDirectory directory, Path publishedRejected) {
    String name = publishedRejected.getName();
    String task = name.substring(0, name.length() - NDJSON.length());
    return new Path(directory.manifests(), task + JSON);
  }

  private static String published(TaskID task) {
    char type = TaskID.getRepresentingCharacter(task.getTaskType());
    return String.format(Locale.ROOT, "part-%c-%05d", type, task.getId());
  }

  public static boolean isManifest(Path file) {
    return file.getName().endsWith(JSON);
  }

  /** Where the writer leaves its ledger if the attempt fails; absent under another committer. */
  public Optional<Path> failedManifest() {
    String name = attempt() + (number == 1 ? "" : "." + number) + JSON;
    return Optional.ofNullable(failed).map(directory -> new Path(directory, name));
  }

  /** Where the attempt writes its ledger. */
  public Path manifest() {
    return new Path(new Path(work, JobDirectory.MANIFESTS), name(JSON));
  }

  /** Where it stands once the task is committed. */
  public Path publishedManifest(JobDirectory directory) {
    return new Path(directory.manifests(), name(JSON));
  }
}
