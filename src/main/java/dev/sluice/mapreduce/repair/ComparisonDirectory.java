package dev.sluice.mapreduce.repair;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.verify.VerifiedLoad;
import dev.sluice.verify.Difference;
import dev.sluice.verify.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;

/** The directory that a comparison wrote: the differences, and the configuration of the load. */
final class ComparisonDirectory {

  private static final String AGAIN = ": run 'sluice verify' again, with a new directory";

  private final FileSystem files;
  private final Configuration load;
  private final List<FileStatus> parts;

  private ComparisonDirectory(FileSystem files, Configuration load, List<FileStatus> parts) {
    this.files = files;
    this.load = load;
    this.parts = parts;
  }

  /**
   * Opens a directory. Blocks.
   *
   * @throws ConfigException if it is not the complete result of a comparison by this version
   */
  static ComparisonDirectory open(Path given, Configuration conf) throws IOException {
    FileSystem files = given.getFileSystem(conf);
    Path directory = files.makeQualified(given);
    if (!files.exists(directory)) {
      throw new ConfigException(
          name(directory) + " does not exist: name the directory that 'sluice verify' printed");
    }
    if (!files.getFileStatus(directory).isDirectory()) {
      throw new ConfigException(
          name(directory) + " is a file: name the directory that 'sluice verify' printed");
    }
    Path job = new Path(directory, VerifiedLoad.FILE);
    if (!files.exists(job)) {
      throw new ConfigException(
          name(directory)
              + " has no file "
              + VerifiedLoad.FILE
              + ", which says how to load a document again: name the directory of a"
              + " 'sluice verify' that has finished");
    }
    if (!files.exists(new Path(directory, FileOutputCommitter.SUCCEEDED_FILE_NAME))) {
      throw new ConfigException(
          name(directory)
              + " has no file "
              + FileOutputCommitter.SUCCEEDED_FILE_NAME
              + ", so the comparison did not finish"
              + AGAIN);
    }
    return new ComparisonDirectory(files, read(job, files, directory), parts(files, directory));
  }

  private static String name(Path directory) {
    return "the directory of differences \"" + directory + "\"";
  }

  private static Configuration read(Path job, FileSystem files, Path directory) throws IOException {
    Configuration load = new Configuration(false);
    try (InputStream in = files.open(job)) {
      load.addResource(in, job.toString());
      load.size(); // reads it now
    } catch (RuntimeException e) {
      throw new ConfigException(
          name(directory) + " has a file " + VerifiedLoad.FILE + " that is not XML" + AGAIN, e);
    }
    int format = load.getInt(VerifiedLoad.FORMAT, 0);
    if (format != VerifiedLoad.THIS_FORMAT) {
      throw new ConfigException(
          name(directory) + " was written by another version of Sluice" + AGAIN);
    }
    return load;
  }

  private static List<FileStatus> parts(FileSystem files, Path directory) throws IOException {
    List<FileStatus> parts = new ArrayList<>();
    for (FileStatus file : files.listStatus(directory)) {
      if (file.isFile() && file.getPath().getName().startsWith("part-")) {
        parts.add(file);
      }
    }
    parts.sort(Comparator.comparing(FileStatus::getPath));
    return parts;
  }

  /** The configuration of the load, without secrets and without defaults. */
  Configuration load() {
    return load;
  }

  /** The files of differences. */
  List<Path> files() {
    return Collections.unmodifiableList(
        parts.stream().map(FileStatus::getPath).collect(Collectors.toList()));
  }

  /** The size of the files of differences. */
  long bytes() {
    return parts.stream().mapToLong(FileStatus::getLen).sum();
  }

  /** The number of documents that a repair would delete. Blocks, and reads all differences. */
  long deletes() throws IOException {
    long deletes = 0;
    for (Path file : files()) {
      try (DifferenceLines lines = DifferenceLines.open(file, 0, files.getConf())) {
        for (Difference next = lines.next(); next != null; next = lines.next()) {
          deletes += next.kind() == Kind.EXTRA || next.kind() == Kind.MISROUTED ? 1 : 0;
        }
      }
    }
    return deletes;
  }
}
