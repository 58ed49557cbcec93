package dev.sluice.mapreduce.control;

import dev.sluice.mapreduce.job.JobDirectory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * The control files in the directory of a job: {@code control/job}, which {@code sluice control}
 * writes, and {@code control/tasks}, the number of running tasks, which the watching command
 * writes. Each has one kind of writer, and is replaced as a whole, so a reader never finds half of
 * one, and finds the earlier one until the new one is complete. Immutable.
 */
public final class ControlFiles {

  static final String JOB = "job";
  static final String TASKS = "tasks";

  private final Path folder;
  private final Configuration conf;

  private ControlFiles(Path folder, Configuration conf) {
    this.folder = folder;
    this.conf = conf;
  }

  /** The files of a job. */
  public static ControlFiles in(JobDirectory directory, Configuration conf) {
    return new ControlFiles(directory.control(), conf);
  }

  /** The wish of the user; empty if there was none. */
  public Optional<JobControl> job() throws IOException {
    Optional<byte[]> bytes = read(JOB);
    return bytes.isPresent() ? Optional.of(JobControl.read(bytes.get())) : Optional.empty();
  }

  /** The number of running tasks, at least 1; empty if no command counts them. */
  public OptionalInt tasks() throws IOException {
    Optional<byte[]> bytes = read(TASKS);
    if (!bytes.isPresent()) {
      return OptionalInt.empty();
    }
    String text = new String(bytes.get(), StandardCharsets.UTF_8).trim();
    try {
      return OptionalInt.of(Math.max(1, Integer.parseInt(text)));
    } catch (NumberFormatException e) {
      throw new IOException("the number of tasks in " + folder + " is \"" + text + "\"", e);
    }
  }

  /** Writes the wish of the user. */
  public void write(JobControl job) throws IOException {
    write(JOB, job.toJson());
  }

  /** Writes the number of running tasks. */
  public void writeTasks(int running) throws IOException {
    write(TASKS, Integer.toString(running).getBytes(StandardCharsets.UTF_8));
  }

  /** The files by name; empty if nothing was written yet. */
  Map<String, FileStatus> list() throws IOException {
    Map<String, FileStatus> found = new HashMap<>();
    try {
      for (FileStatus file : files().listStatus(folder)) {
        found.put(file.getPath().getName(), file);
      }
    } catch (FileNotFoundException e) {
      return found;
    }
    return found;
  }

  private Optional<byte[]> read(String name) throws IOException {
    try {
      return Optional.of(JobDirectory.read(files(), new Path(folder, name)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private void write(String name, byte[] bytes) throws IOException {
    FileSystem files = files();
    Path whole = files.makeQualified(new Path(folder, name));
    Path part = files.makeQualified(new Path(folder, "_" + name));
    try (OutputStream out = files.create(part, true)) {
      out.write(bytes);
    }
    FileContext.getFileContext(whole.toUri(), conf)
        .rename(part, whole, Options.Rename.OVERWRITE); // FileSystem's own does not replace
  }

  private FileSystem files() throws IOException {
    return folder.getFileSystem(conf);
  }
}
