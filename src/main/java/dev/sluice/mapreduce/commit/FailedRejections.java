package dev.sluice.mapreduce.commit;

import dev.sluice.bulk.action.Envelope;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.mapreduce.job.AttemptFiles;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.ManifestFiles;
import dev.sluice.mapreduce.job.TaskManifest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.util.LineReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the rejected documents of uncommitted tasks of a failed job. For each task, the last
 * attempt with rejected documents is published like that of a committed task; each line is marked
 * as failed. If several lines have the same document, only the last is published, as far as {@link
 * LastActions} can tell. Can be repeated. Not thread-safe.
 */
final class FailedRejections {

  private static final Logger log = LoggerFactory.getLogger(FailedRejections.class);

  private static final byte[] LINE_FEED = {'\n'};
  private static final int BUFFER_BYTES = 64 * 1024;

  private final JobDirectory directory;
  private final FileSystem files;
  private final LastActions last = new LastActions();

  FailedRejections(JobDirectory directory, FileSystem files) {
    this.directory = directory;
    this.files = files;
  }

  void publish() throws IOException {
    takeBackWhatIsHalfCommitted();
    Collection<TaskAttemptID> attempts = lastOfEachTask().values();
    long line = 0;
    for (TaskAttemptID attempt : attempts) {
      line = note(AttemptFiles.failedRejected(directory, attempt.toString()), line);
    }
    line = 0;
    for (TaskAttemptID attempt : attempts) {
      line = publish(attempt, line);
    }
  }

  /**
   * Undoes an interrupted commit, which may have published rejected documents without a manifest.
   */
  private void takeBackWhatIsHalfCommitted() throws IOException {
    for (FileStatus file : list(directory.rejected())) {
      Path ledger = AttemptFiles.manifestBeside(directory, file.getPath());
      if (!files.exists(ledger)) {
        Optional<String> attempt = unmarkedAttempt(file.getPath());
        if (attempt.isPresent()) {
          Path to = AttemptFiles.failedRejected(directory, attempt.get());
          JobDirectory.moveBehind(files, file.getPath(), to);
        }
      }
    }
  }

  /** The attempt that wrote a file; empty if the file was published here, or is empty. */
  private Optional<String> unmarkedAttempt(Path file) throws IOException {
    Text line = new Text();
    try (LineReader lines = new LineReader(files.open(file), LINE_FEED)) {
      lines.readLine(line);
      boolean marked = field(line, "job").filter("failed"::equals).isPresent();
      return marked ? Optional.empty() : field(line, "task").filter(AttemptFiles::isAttempt);
    } catch (JsonFormException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> field(Text line, String name) throws JsonFormException {
    return JsonText.field(line.getBytes(), 0, line.getLength(), name);
  }

  private SortedMap<TaskID, TaskAttemptID> lastOfEachTask() throws IOException {
    TreeMap<TaskID, TaskAttemptID> found = new TreeMap<>();
    for (FileStatus file : list(directory.failed())) {
      Optional<TaskAttemptID> attempt = AttemptFiles.attemptOf(file.getPath());
      if (attempt.isPresent() && !isSettled(attempt.get())) {
        found.merge(attempt.get().getTaskID(), attempt.get(), (a, b) -> a.compareTo(b) > 0 ? a : b);
      }
    }
    return found;
  }

  /** Whether the task was committed, and so has published its rejected documents. */
  private boolean isSettled(TaskAttemptID attempt) throws IOException {
    Path ledger = AttemptFiles.publishedManifest(directory, attempt.getTaskID());
    if (!files.exists(ledger)) {
      return false;
    }
    boolean published =
        files.exists(AttemptFiles.publishedRejected(directory, attempt.getTaskID()));
    // Its commit may have been interrupted between the two.
    TaskManifest manifest =
        ManifestFiles.read(files, files.getFileStatus(ledger), TaskManifest::read);
    return published || !manifest.attempt().equals(attempt.toString());
  }

  private FileStatus[] list(Path folder) throws IOException {
    return files.exists(folder)
        ? files.listStatus(folder, file -> file.getName().endsWith(AttemptFiles.NDJSON))
        : new FileStatus[0];
  }

  private long note(Path file, long first) throws IOException {
    return each(
        file, first, (line, number) -> last.note(line.getBytes(), line.getLength(), number));
  }

  private long publish(TaskAttemptID attempt, long first) throws IOException {
    Path from = AttemptFiles.failedRejected(directory, attempt.toString());
    Path to = AttemptFiles.publishedRejected(directory, attempt.getTaskID());
    Path unfinished = new Path(directory.root(), "_" + to.getName());
    long end;
    try (OutputStream out =
        new BufferedOutputStream(files.create(unfinished, true), BUFFER_BYTES)) {
      end = each(from, first, (line, number) -> write(line, number, out));
    }
    files.mkdirs(to.getParent());
    files.delete(to, false);
    if (!files.rename(unfinished, to)) {
      throw new IOException("could not rename " + unfinished + " to " + to);
    }
    log.info("Rejected documents of the last attempt of {} are in {}", attempt.getTaskID(), to);
    return end;
  }

  private void write(Text line, long number, OutputStream out) throws IOException {
    if (!last.isSuperseded(line.getBytes(), line.getLength(), number)) {
      ByteArray marked = new ByteArray(line.getLength() + 32);
      Envelope.markFailed(line.getBytes(), 0, line.getLength(), marked);
      out.write(marked.array(), 0, marked.length());
      out.write('\n');
    }
  }

  /** Receives a line and its number. */
  private interface EachLine {
    void take(Text line, long number) throws IOException;
  }

  /** Skips lines that are not a JSON object, such as the end of a file whose writer was killed. */
  private long each(Path file, long first, EachLine taker) throws IOException {
    long number = first;
    Text line = new Text();
    try (LineReader lines = new LineReader(files.open(file), LINE_FEED)) {
      while (lines.readLine(line) > 0) {
        if (isObject(line)) {
          taker.take(line, number++);
        }
      }
    }
    return number;
  }

  private static boolean isObject(Text line) {
    try {
      JsonText.checkObject(line.getBytes(), 0, line.getLength());
      return true;
    } catch (JsonFormException e) {
      return false;
    }
  }
}
