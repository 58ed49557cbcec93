package dev.sluice.mapreduce.job;

import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;

/**
 * The directory of a job. {@code rejected/} has rejected documents, one file for each committed
 * task. {@code unknown/} has documents with unknown outcome. {@code failed/} has both for failed
 * attempts, for inspection only. {@code manifests/} has the manifest of each committed task, and
 * {@code attempts/} those of failed attempts, as far as they could write one. {@code running/} has
 * those of running attempts, and of killed ones, as they were a while ago. {@code checkpoints/} has
 * a folder for each map task with checkpoints. {@code control/} has the control files. Further
 * files belong to the classes that write them; {@code cli.jobs.DirectoryFiles} has the names of
 * all, and keeps a directory with any other. Immutable.
 */
public final class JobDirectory {

  /** The file with what is known about the job, from its beginning on. */
  public static final String JOB = "job.json";

  public static final String REJECTED = "rejected";
  public static final String UNKNOWN = "unknown";
  static final String FAILED = "failed";
  public static final String MANIFESTS = "manifests";
  static final String LANES = "lanes";
  static final String SETTINGS = "settings";
  static final String ATTEMPTS = "attempts";
  static final String RUNNING = "running";
  static final String CONTROL = "control";
  static final String CHECKPOINTS = "checkpoints";

  private static final String HOME = ".sluice";

  private static final int BUFFER_BYTES = 64 * 1024;

  /** The settings of a job, which a record of the job has, may contain a list of many files. */
  private static final int SMALL_BYTES = 64 * 1024 * 1024;

  private final Path root;

  private JobDirectory(Path root) {
    this.root = root;
  }

  /**
   * The directory of a job: {@code sluice.job.dir}, or {@code .sluice/JOB} in the user's home
   * directory.
   *
   * @throws IOException if its file system does not answer
   */
  public static JobDirectory of(Configuration conf, JobID job) throws IOException {
    Optional<JobDirectory> given = given(conf);
    if (given.isPresent()) {
      return given.get();
    }
    return new JobDirectory(new Path(parent(conf), job.toString()));
  }

  /** The directory in {@code sluice.job.dir}, or the parent of all job directories. */
  public static Path parent(Configuration conf) throws IOException {
    Optional<JobDirectory> given = given(conf);
    return given.isPresent()
        ? given.get().root()
        : new Path(FileSystem.get(conf).getHomeDirectory(), HOME);
  }

  /** The directory of a job in the user's home directory. */
  public static Path inHome(Configuration conf, String job) throws IOException {
    return new Path(new Path(FileSystem.get(conf).getHomeDirectory(), HOME), job);
  }

  /**
   * Checks at submission that the directory can be created.
   *
   * @throws ConfigException if it cannot, with the reason
   * @throws IOException if its file system does not answer
   */
  public static void tryOut(Configuration conf) throws IOException {
    Optional<JobDirectory> given = given(conf);
    Path root = given.isPresent() ? given.get().root : inHome(conf, "job");
    String subject =
        given.isPresent()
            ? OutputSettings.JOB_DIR.key()
            : "the job directory (" + OutputSettings.JOB_DIR + " is not set)";
    NewDirectory.of(subject, root).tryOut(conf);
  }

  public static JobDirectory of(JobContext job) throws IOException {
    return of(job.getConfiguration(), job.getJobID());
  }

  /** The directory at a path. */
  public static JobDirectory at(Path root) {
    return new JobDirectory(root);
  }

  /** The directory in {@code sluice.job.dir}, if set. */
  public static Optional<JobDirectory> given(Configuration conf) throws IOException {
    Optional<String> path = Settings.from(conf::get).get(OutputSettings.JOB_DIR);
    if (!path.isPresent()) {
      return Optional.empty();
    }
    Path root = path(path.get());
    return Optional.of(new JobDirectory(root.getFileSystem(conf).makeQualified(root)));
  }

  private static Path path(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          OutputSettings.JOB_DIR + " is \"" + text + "\" but must be a path", e);
    }
  }

  /** Moves a file of lines, and appends to a file that another writer of the attempt left there. */
  public static void moveBehind(FileSystem files, Path from, Path to) throws IOException {
    files.mkdirs(to.getParent());
    if (files.exists(to)) {
      Path both = new Path(to.getParent(), "_" + to.getName());
      try (OutputStream out = files.create(both, true)) {
        for (Path half : Arrays.asList(to, from)) {
          try (InputStream in = files.open(half)) {
            IOUtils.copyBytes(in, out, BUFFER_BYTES);
          }
        }
      }
      files.delete(to, false);
      rename(files, both, to);
      files.delete(from, false);
    } else {
      rename(files, from, to);
    }
  }

  private static void rename(FileSystem files, Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("could not rename " + from + " to " + to);
    }
  }

  public FileSystem fileSystem(JobContext job) throws IOException {
    return root.getFileSystem(job.getConfiguration());
  }

  /** The directory itself. */
  public Path root() {
    return root;
  }

  /** Rejected documents of committed tasks; a replay reads them. */
  public Path rejected() {
    return new Path(root, REJECTED);
  }

  /** Documents with unknown outcome of committed tasks. */
  public Path unknown() {
    return new Path(root, UNKNOWN);
  }

  /** Rejected documents of failed attempts. */
  public Path failed() {
    return new Path(root, FAILED);
  }

  /** The manifests of failed attempts. */
  public Path attempts() {
    return new Path(root, ATTEMPTS);
  }

  /** The manifests of running attempts, and of those that were killed. */
  public Path running() {
    return new Path(root, RUNNING);
  }

  static Path runningBeside(Path attempts) {
    return new Path(attempts.getParent(), RUNNING);
  }

  /** The settings of the job, if the engine does not carry them to its tasks. */
  Path settings() {
    return new Path(root, SETTINGS);
  }

  /** The routing plan, if the job created the index. */
  Path lanes() {
    return new Path(root, LANES);
  }

  /** The checkpoints of map tasks; removed when the job has succeeded. */
  public Path checkpoints() {
    return new Path(root, CHECKPOINTS);
  }

  /** The control files of the running job. */
  public Path control() {
    return new Path(root, CONTROL);
  }

  /** The manifests of committed tasks. */
  public Path manifests() {
    return new Path(root, MANIFESTS);
  }

  /** What is known about the job, from its beginning on. */
  public Path facts() {
    return new Path(root, JOB);
  }

  /** Reads a small file of the job. */
  public static byte[] read(FileSystem files, Path file) throws IOException {
    byte[] bytes = new byte[(int) files.getFileStatus(file).getLen()];
    try (InputStream in = files.open(file)) {
      IOUtils.readFully(in, bytes, 0, bytes.length);
    }
    return bytes;
  }

  /**
   * Reads a file of a directory that may be somebody else's.
   *
   * @return empty if there is no such file, or if it is larger than any of a job
   */
  public static Optional<byte[]> readIfSmall(FileSystem files, Path file) throws IOException {
    try {
      FileStatus found = files.getFileStatus(file);
      return found.isFile() && found.getLen() <= SMALL_BYTES
          ? Optional.of(read(files, file))
          : Optional.empty();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
