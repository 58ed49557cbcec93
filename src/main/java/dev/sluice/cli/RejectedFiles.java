package dev.sluice.cli;

import dev.sluice.bulk.action.Envelope;
import dev.sluice.cli.jobs.NamedJob;
import dev.sluice.cli.lines.InputFailure;
import dev.sluice.cli.lines.InputFiles;
import dev.sluice.config.ConfigException;
import dev.sluice.json.JsonFormException;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.util.LineReader;

/** The rejected documents of a job, before they are replayed. */
final class RejectedFiles {

  private static final String REJECTED = "rejected";

  /** Other files in a job's directory. */
  private static final String UNKNOWN = "unknown";

  private static final List<String> NOT_FOR_REPLAY =
      Collections.unmodifiableList(
          Arrays.asList(
              "failed",
              UNKNOWN,
              "manifests",
              "attempts",
              "running",
              "index.json",
              "index.checked",
              JobDirectory.JOB,
              "lanes",
              "report.json",
              "report.html"));

  private static final String TEMPORARY = "_temporary";
  private static final String SUCCESS = "_SUCCESS";

  private final Path path;
  private final boolean failedJob;
  private final FileSystem files;
  private final Configuration conf;

  private RejectedFiles(Path path, boolean failedJob, FileSystem files, Configuration conf) {
    this.path = path;
    this.failedJob = failedJob;
    this.files = files;
    this.conf = conf;
  }

  /**
   * Finds them.
   *
   * @param input the job's directory, its {@code rejected}, or a file or directory of such lines
   * @throws ConfigException if nothing is there, or the files must not be replayed
   */
  static RejectedFiles in(String input, Configuration conf) throws IOException {
    InputFiles.check(input, conf);
    Path given = NamedJob.find("--input", input, conf);
    FileSystem files = given.getFileSystem(conf);
    if (isUnknown(given) || isUnknown(given.getParent())) {
      throw refused(
          input,
          "only rejected/ can be replayed; documents in unknown/ may already be indexed. Get each by"
              + " its id, or create the missing ones with: sluice load --envelope -D"
              + " sluice.operation=create");
    }
    if (isNotForReplay(given) || isNotForReplay(given.getParent())) {
      throw refused(
          input,
          "only rejected/ can be replayed; the retry of the task processed the documents in failed/,"
              + " and the other files contain no rejected documents. Load single lines of failed/"
              + " with sluice load --envelope");
    }
    if (isJob(files, given)) {
      return new RejectedFiles(new Path(given, REJECTED), hasFailed(files, given), files, conf);
    }
    if (!isWithinRejected(given)) {
      checkFlat(input, files, given);
    }
    return new RejectedFiles(given, isOfFailedJob(files, given), files, conf);
  }

  private static ConfigException refused(String input, String why) {
    return new ConfigException("--input is \"" + input + "\", but " + why);
  }

  private static boolean isUnknown(Path path) {
    return path != null && path.getName().equals(UNKNOWN);
  }

  private static boolean isNotForReplay(Path path) {
    return path != null && NOT_FOR_REPLAY.contains(path.getName());
  }

  private static boolean isJob(FileSystem files, Path path) throws IOException {
    if (files.getFileStatus(path).isDirectory()) {
      for (FileStatus each : files.listStatus(path)) {
        String name = each.getPath().getName();
        if (name.equals(REJECTED) || name.equals(TEMPORARY) || NOT_FOR_REPLAY.contains(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasFailed(FileSystem files, Path job) throws IOException {
    return !files.exists(new Path(job, SUCCESS));
  }

  private static boolean isWithinRejected(Path path) {
    Path parent = path.getParent();
    return path.getName().equals(REJECTED) || (parent != null && parent.getName().equals(REJECTED));
  }

  /** Directories in any other place could be anything, even whole jobs. */
  private static void checkFlat(String input, FileSystem files, Path given) throws IOException {
    for (FileStatus each : files.listStatus(given)) {
      if (each.isDirectory()) {
        throw refused(
            input,
            "must be the directory of a job, its rejected/, or a directory of such files; it"
                + " contains the directory "
                + each.getPath().getName());
      }
    }
  }

  /** Whether the place is in the directory of a job that did not succeed. */
  private static boolean isOfFailedJob(FileSystem files, Path given) throws IOException {
    Path rejected = given.getName().equals(REJECTED) ? given : given.getParent();
    Path job = rejected == null ? null : rejected.getParent();
    // A copy of rejected/ does not tell the outcome of the job; only its lines do.
    return job != null
        && rejected.getName().equals(REJECTED)
        && (files.exists(new Path(job, "manifests"))
            || files.exists(new Path(job, "failed"))
            || files.exists(new Path(job, TEMPORARY)))
        && hasFailed(files, job);
  }

  /** Whether their job failed or still runs, judging by its directory. */
  boolean isOfFailedJob() {
    return failedJob;
  }

  /**
   * The directory of their job.
   *
   * @return empty for files that were copied to another place
   */
  Optional<Path> job() {
    Path rejected = path.getName().equals(REJECTED) ? path : path.getParent();
    return Optional.ofNullable(rejected)
        .filter(directory -> directory.getName().equals(REJECTED))
        .map(Path::getParent);
  }

  /** Their file or directory. */
  Path path() {
    return path;
  }

  /**
   * The index that the first of them was meant for.
   *
   * @return empty if there is no document
   * @throws ConfigException if its line does not name one
   */
  Optional<String> index() throws IOException {
    if (!files.exists(path)) {
      return Optional.empty();
    }
    RemoteIterator<LocatedFileStatus> all = files.listFiles(path, true);
    while (all.hasNext()) {
      Path file = all.next().getPath();
      if (!file.getName().startsWith(".") && !file.getName().startsWith("_")) {
        Text line = firstLine(file);
        if (line.getLength() > 0) {
          return Optional.of(index(file, line));
        }
      }
    }
    return Optional.empty();
  }

  private Text firstLine(Path file) throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(file);
    Text line = new Text();
    try (InputStream raw = files.open(file);
        InputStream in = codec == null ? raw : codec.createInputStream(raw);
        LineReader reader = new LineReader(in, new byte[] {'\n'})) {
      reader.readLine(line);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw InputFailure.of("reading " + file, file, e);
    }
    return line;
  }

  private static String index(Path file, Text line) {
    try {
      Optional<String> index = Envelope.read(line.getBytes(), 0, line.getLength()).index();
      if (index.isPresent()) {
        return index.get();
      }
    } catch (JsonFormException e) {
      throw new ConfigException(file + " begins with " + e.getMessage(), e);
    }
    throw new ConfigException(
        "the first line of " + file + " has no _index; name the index with --index");
  }
}
