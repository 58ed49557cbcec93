package dev.sluice.mapreduce.checkpoint;

import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.TaskFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code checkpoints/TASK} of a job directory: numbered checkpoints, and the segments
 * that they name. A checkpoint is written under another name and renamed, so a reader sees a whole
 * file or none; names contain the attempt, so no attempt overwrites a file of another. Immutable.
 */
public final class CheckpointFiles {

  private static final Logger log = LoggerFactory.getLogger(CheckpointFiles.class);

  /** Where a rename is atomic, and a closed file is kept. */
  private static final Set<String> SCHEMES =
      Collections.unmodifiableSet(new HashSet<>(Arrays.asList("file", "hdfs", "viewfs")));

  private static final String TASK = "task_";
  private static final String END = ".checkpoint";
  private static final String UNFINISHED = "_";
  private static final int MOST_BYTES = 16 << 20;

  private final Path folder;
  private final Configuration conf;

  private CheckpointFiles(Path folder, Configuration conf) {
    this.folder = folder;
    this.conf = conf;
  }

  /** The folder of a task. */
  public static CheckpointFiles of(JobDirectory directory, TaskID task, Configuration conf) {
    return new CheckpointFiles(new Path(directory.checkpoints(), task.toString()), conf);
  }

  /** Whether a file system can hold checkpoints. */
  static boolean isFit(FileSystem files) {
    return SCHEMES.contains(files.getUri().getScheme());
  }

  /** The folders of all tasks of a job; none if it has stored no checkpoints. */
  public static List<CheckpointFiles> all(JobDirectory directory, Configuration conf)
      throws IOException {
    List<CheckpointFiles> all = new ArrayList<>();
    FileSystem files = directory.checkpoints().getFileSystem(conf);
    if (files.exists(directory.checkpoints())) {
      FileStatus[] found = files.listStatus(directory.checkpoints());
      Arrays.sort(found);
      for (FileStatus file : found) {
        if (file.isDirectory() && file.getPath().getName().startsWith(TASK)) {
          all.add(new CheckpointFiles(file.getPath(), conf));
        }
      }
    }
    return all;
  }

  /** The file of a segment. */
  public Path segment(Segment.Kind kind, String attempt, int number) {
    return new Path(folder, kind.name(attempt, number));
  }

  /** The file of a segment. */
  public Path path(Segment segment) {
    return new Path(folder, segment.name());
  }

  /** Describes a segment that was closed. */
  public Segment closed(Path segment) throws IOException {
    return Segment.of(segment.getName(), files().getFileStatus(segment).getLen());
  }

  private FileSystem files() throws IOException {
    return folder.getFileSystem(conf);
  }

  private static String name(long number, String attempt) {
    return String.format(Locale.ROOT, "%06d-%s%s", number, attempt, END);
  }

  /**
   * Stores a checkpoint. The last but one of the same attempt is deleted.
   *
   * @throws IOException if it could not be stored; a reader then sees the one before
   */
  void write(Checkpoint checkpoint) throws IOException {
    FileSystem files = files();
    Path path = new Path(folder, name(checkpoint.number, checkpoint.attempt));
    Path unfinished = new Path(folder, UNFINISHED + path.getName());
    try (OutputStream out = TaskFile.create(unfinished, conf)) {
      out.write(checkpoint.toBytes());
    }
    if (!files.rename(unfinished, path)) {
      throw new IOException("could not rename " + unfinished + " to " + path);
    }
    files.delete(new Path(folder, name(checkpoint.number - 2, checkpoint.attempt)), false);
  }

  /** The newest whole checkpoint. One that is not whole is left out, with a line in the log. */
  public Optional<Checkpoint> newest() throws IOException {
    return newest(false);
  }

  /**
   * The newest checkpoint.
   *
   * @throws IOException if it is not whole, with its name and what is wrong
   */
  public Optional<Checkpoint> newestWhole() throws IOException {
    return newest(true);
  }

  private Optional<Checkpoint> newest(boolean strictly) throws IOException {
    FileSystem files = files();
    FileStatus[] found;
    try {
      found = files.listStatus(folder, path -> isCheckpoint(path));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    Arrays.sort(found, Collections.reverseOrder());
    for (FileStatus file : found) {
      try {
        return Optional.of(read(files, file));
      } catch (IOException e) {
        if (strictly) {
          throw new IOException(file.getPath() + " cannot be used: " + e.getMessage(), e);
        }
        log.warn("Ignoring checkpoint {}: {}", file.getPath(), e.getMessage());
      }
    }
    return Optional.empty();
  }

  private static boolean isCheckpoint(Path path) {
    return path.getName().endsWith(END) && !path.getName().startsWith(UNFINISHED);
  }

  private Checkpoint read(FileSystem files, FileStatus file) throws IOException {
    if (file.getLen() > MOST_BYTES) {
      throw new IOException("it is too long");
    }
    Checkpoint checkpoint = Checkpoint.read(JobDirectory.read(files, file.getPath()));
    if (!file.getPath().getName().equals(name(checkpoint.number, checkpoint.attempt))
        || !isOfTask(checkpoint.attempt)) {
      throw new IOException("it is another one: " + checkpoint);
    }
    for (Segment segment : checkpoint.segments) {
      long length = files.getFileStatus(path(segment)).getLen();
      if (length != segment.length()) {
        throw new IOException("its " + segment + " has " + length + " bytes");
      }
    }
    return checkpoint;
  }

  private boolean isOfTask(String attempt) {
    String task = folder.getName().substring(TASK.length());
    return attempt.startsWith("attempt_" + task + "_");
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
