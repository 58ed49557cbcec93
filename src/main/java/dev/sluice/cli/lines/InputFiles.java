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

/** The files that a command reads. */
public final class InputFiles {

  private InputFiles() {}

  /**
   * Names the input of a job, and looks whether there are file systems for it.
   *
   * @throws ConfigException if a path is empty or none, or Hadoop lacks what its scheme needs
   */
  public static void use(Job job, List<String> paths) throws IOException {
    paths.forEach(path -> check(path, job.getConfiguration()));
    FileInputFormat.setInputPaths(job, String.join(",", paths));
    FileInputFormat.setInputDirRecursive(job, true);
  }

  /** One path of the input. */
  public static Path check(String text, Configuration conf) {
    if (text.trim().isEmpty()) {
      throw new ConfigException("--input is empty, but must name files or directories");
    }
    return HadoopPath.of("--input", text, conf);
  }

  /** Each file once, though several paths or patterns of the input may name it. */
  static List<FileStatus> each(List<FileStatus> files) {
    Map<Path, FileStatus> each = new LinkedHashMap<>();
    files.forEach(file -> each.putIfAbsent(file.getPath(), file));
    return new ArrayList<>(each.values());
  }

  /** Makes the splits of a job, by a format that lists its files as Hadoop does. */
  interface Splits {
    List<InputSplit> make() throws IOException;
  }

  /**
   * The splits of a job.
   *
   * @throws ConfigException if there are none, or the names of files cannot be read
   */
  static List<InputSplit> split(JobContext job, Splits format) throws IOException {
    List<InputSplit> splits;
    try {
      splits = format.make();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "the files in "
              + paths(job)
              + " cannot be listed: "
              + CommandFailure.describe(e)
              + " (Hadoop cannot read names with a colon)",
          e);
    }
    if (splits.isEmpty()) {
      throw new ConfigException(
          "there is no file in "
              + paths(job)
              + " (names that begin with _ or . do not count): nothing was read");
    }
    return splits;
  }

  private static String paths(JobContext job) {
    return Arrays.stream(FileInputFormat.getInputPaths(job))
        .map(Path::toString)
        .collect(Collectors.joining(", "));
  }
}
