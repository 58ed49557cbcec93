package dev.sluice.mapreduce;

import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/**
 * The files of one task attempt: under its work directory until the task is committed, then under
 * the same names in the job's directory. They are named for the task, so that a later attempt puts
 * its own in place of an earlier one's. Immutable.
 */
final class AttemptFiles {

  static final String NDJSON = ".ndjson";
  static final String JSON = ".json";

  private final Path work;
  private final String attempt;
  private final String rejectedName;
  private final String manifestName;

  private AttemptFiles(JobDirectory directory, TaskAttemptContext context) {
    work = FileOutputCommitter.getTaskAttemptPath(context, directory.root());
    attempt = context.getTaskAttemptID().toString();
    rejectedName = FileOutputFormat.getUniqueFile(context, "part", NDJSON);
    manifestName = FileOutputFormat.getUniqueFile(context, "part", JSON);
  }

  /** The files of an attempt. */
  static AttemptFiles of(TaskAttemptContext context, JobDirectory directory) {
    return new AttemptFiles(directory, context);
  }

  /** The attempt's id. */
  String attempt() {
    return attempt;
  }

  /** Where the attempt writes its rejected documents. */
  Path rejected() {
    return new Path(new Path(work, JobDirectory.REJECTED), rejectedName);
  }

  /** Where they stand once the task is committed. */
  Path publishedRejected(JobDirectory directory) {
    return new Path(directory.rejected(), rejectedName);
  }

  /** Where they stand if the attempt fails. */
  Path failedRejected(JobDirectory directory) {
    return failedRejected(directory, attempt);
  }

  static Path failedRejected(JobDirectory directory, String attempt) {
    return new Path(directory.failed(), attempt + NDJSON);
  }

  /** The attempt that left a file of rejected documents; absent for a file of another name. */
  static Optional<TaskAttemptID> attemptOf(Path failedRejected) {
    String name = failedRejected.getName();
    String attempt = name.substring(0, Math.max(0, name.indexOf('.')));
    return isAttempt(attempt) ? Optional.of(TaskAttemptID.forName(attempt)) : Optional.empty();
  }

  static boolean isAttempt(String id) {
    try {
      return TaskAttemptID.forName(id) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Where the rejected documents of a task stand that was committed. */
  static Path publishedRejected(JobDirectory directory, TaskID task) {
    return new Path(directory.rejected(), published(task) + NDJSON);
  }

  /** Where its ledger stands. */
  static Path publishedManifest(JobDirectory directory, TaskID task) {
    return new Path(directory.manifests(), published(task) + JSON);
  }

  /** The ledger of the task whose rejected documents stand in a file. */
  static Path manifestBeside(JobDirectory directory, Path publishedRejected) {
    String name = publishedRejected.getName();
    String task = name.substring(0, name.length() - NDJSON.length());
    return new Path(directory.manifests(), task + JSON);
  }

  private static String published(TaskID task) {
    char type = TaskID.getRepresentingCharacter(task.getTaskType());
    return String.format(Locale.ROOT, "part-%c-%05d", type, task.getId());
  }

  static boolean isManifest(Path file) {
    return file.getName().endsWith(JSON);
  }

  /** Where the attempt writes its ledger. */
  Path manifest() {
    return new Path(new Path(work, JobDirectory.MANIFESTS), manifestName);
  }
}
