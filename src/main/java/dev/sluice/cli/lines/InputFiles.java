package dev.sluice.cli.lines;

import dev.sluice.cli.run.CommandFailure;
import dev.sluice.cli.run.HadoopPath;
import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/** The input files of a command. */
public final class InputFiles {

  private InputFiles() {}

  /**
   * Sets the input of a job, and checks that its file systems are available.
   *
   * @throws ConfigException if a path is empty or invalid, or its file system is not available
   */
  public static void use(Job job, List<String> paths) throws IOException {
    paths.forEach(path -> check(path, job.getConfiguration()));
    FileInputFormat.setInputPaths(job, String.join(",", paths));
    FileInputFormat.setInputDirRecursive(job, true);
  }

  /** Checks one path of the input. */
  public static Path check(String text, Configuration conf) {
    if (text.trim().isEmpty()) {
      throw new ConfigException("--input is empty but must name files or directories");
    }
    return HadoopPath.of("--input", text, conf);
  }

  /** Each file once, even if several paths or patterns match it. */
  static List<FileStatus> each(List<FileStatus> files) {
    Map<Path, FileStatus> each = new LinkedHashMap<>();
    files.forEach(file -> each.putIfAbsent(file.getPath(), file));
    return new ArrayList<>(each.values());
  }

  /** Creates the splits of a job. */
  interface Splits {
    List<InputSplit> make() throws IOException;
  }

  /**
   * The splits of a job.
   *
   * @throws ConfigException if there are none, or Hadoop cannot read the name of a file
   */
  static List<InputSplit> split(JobContext job, Splits format) throws IOException {
    List<InputSplit> splits;
    try {
      splits = format.make();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "could not list the files in "
              + paths(job)
              + ": "
              + CommandFailure.describe(e)
              + " (Hadoop cannot read names with a colon)",
          e);
    }
    if (splits.isEmpty()) {
      throw new ConfigException(
          "no input files in " + paths(job) + " (names that begin with _ or . are ignored)");
    }
    return splits;
  }

  private static String paths(JobContext job) {
    return Arrays.stream(FileInputFormat.getInputPaths(job))
        .map(Path::toString)
        .collect(Collectors.joining(", "));
  }
}
