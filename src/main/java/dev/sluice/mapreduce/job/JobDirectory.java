package dev.sluice.mapreduce.job;

import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;

/**
 * Where a job keeps what is not for Elasticsearch: {@code rejected/} (documents refused, one file a
 * committed task), {@code unknown/} (documents of which nobody can tell whether they were written),
 * {@code failed/} (the same of failed attempts, for people), {@code manifests/} (the ledger of each
 * committed task) and {@code attempts/} (the ledgers of attempts that failed, as far as they could
 * leave one). Immutable.
 */
public final class JobDirectory {

  public static final String REJECTED = "rejected";
  public static final String UNKNOWN = "unknown";
  static final String FAILED = "failed";
  static final String MANIFESTS = "manifests";
  static final String LANES = "lanes";
  static final String ATTEMPTS = "attempts";

  private static final String HOME = ".sluice";

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path root;

  private JobDirectory(Path root) {
    this.root = root;
  }

  /**
   * The directory of a job: {@code sluice.job.dir}, or {@code .sluice/JOB} in the user's home.
   *
   * @throws IOException if its file system cannot be reached
   */
  public static JobDirectory of(Configuration conf, JobID job) throws IOException {
    Optional<JobDirectory> given = given(conf);
    if (given.isPresent()) {
      return given.get();
    }
    return new JobDirectory(new Path(parent(conf), job.toString()));
  }

  /** The directory that the user named, or the one in which each job has its own. */
  public static Path parent(Configuration conf) throws IOException {
    Optional<JobDirectory> given = given(conf);
    return given.isPresent()
        ? given.get().root()
        : new Path(FileSystem.get(conf).getHomeDirectory(), HOME);
  }

  /**
   * Tries, when a job is submitted, whether its directory can be made.
   *
   * @throws ConfigException if it cannot, with the reason
   * @throws IOException if its file system cannot be reached
   */
  public static void tryOut(Configuration conf) throws IOException {
    Optional<JobDirectory> given = given(conf);
    Path root =
        given.isPresent()
            ? given.get().root
            : new Path(new Path(FileSystem.get(conf).getHomeDirectory(), HOME), "job");
    String subject =
        given.isPresent()
            ? OutputSettings.JOB_DIR.key()
            : "the job directory (" + OutputSettings.JOB_DIR + " is not set)";
    NewDirectory.of(subject, root).tryOut(conf);
  }

  public static JobDirectory of(JobContext job) throws IOException {
    return of(job.getConfiguration(), job.getJobID());
  }

  /** The directory that the user named, if any. */
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

  /** Moves a file of lines to a place, behind what another writer of the attempt left there. */
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

  /** Documents refused in tasks that were committed; what a replay reads. */
  public Path rejected() {
    return new Path(root, REJECTED);
  }

  /** Documents of committed tasks of which nobody can tell whether they were written. */
  public Path unknown() {
    return new Path(root, UNKNOWN);
  }

  /** Documents refused in attempts that failed. */
  public Path failed() {
    return new Path(root, FAILED);
  }

  /** The ledgers of attempts that failed. */
  Path attempts() {
    return new Path(root, ATTEMPTS);
  }

  /** How documents are laned, where the job created the index. */
  Path lanes() {
    return new Path(root, LANES);
  }

  /** The ledgers of tasks that were committed. */
  public Path manifests() {
    return new Path(root, MANIFESTS);
  }

  /** Reads one of the job's own small files whole. */
  public static byte[] read(FileSystem files, Path file) throws IOException {
    byte[] bytes = new byte[(int) files.getFileStatus(file).getLen()];
    try (InputStream in = files.open(file)) {
      IOUtils.readFully(in, bytes, 0, bytes.length);
    }
    return bytes;
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
