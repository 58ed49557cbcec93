package dev.sluice.cli.result;

import dev.sluice.cli.run.CommandFailure;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.report.JobReports;
import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The report that a job has left, and its copy in the directory of {@code --report}. */
public final class ReportFiles {

  private final Configuration conf;
  private final Path directory;
  private final Optional<String> copyTo;

  private ReportFiles(Configuration conf, Path directory, Optional<String> copyTo) {
    this.conf = conf;
    this.directory = directory;
    this.copyTo = copyTo;
  }

  static ReportFiles of(Configuration conf, JobDirectory job) {
    return new ReportFiles(conf, job.root(), Optional.ofNullable(conf.get(InternalKeys.REPORT)));
  }

  /**
   * A directory for a report; a name without a scheme is local.
   *
   * @param option the option that names it
   */
  public static Path target(String option, String text) {
    try {
      Path path = new Path(text);
      return path.toUri().getScheme() == null
          ? new Path(new File(text).getAbsoluteFile().toURI())
          : path;
    } catch (IllegalArgumentException e) {
      throw new ConfigException(option + " is \"" + text + "\" but must be a directory", e);
    }
  }

  /** The same configuration, with which local files are written without files of checksums. */
  public static Configuration plain(Configuration conf) {
    Configuration plain = new Configuration(conf);
    plain.setClass("fs.file.impl", RawLocalFileSystem.class, FileSystem.class);
    plain.setBoolean("fs.file.impl.disable.cache", true);
    return plain;
  }

  /** The last line of a summary: where the report is. A problem becomes a line of its own. */
  List<String> lines() {
    try {
      Path page = new Path(directory, JobReports.HTML);
      FileSystem files = directory.getFileSystem(conf);
      if (files.exists(page)) {
        return Collections.singletonList("report: " + (copyTo.isPresent() ? copied() : page));
      }
      return copyTo.isPresent()
          ? Collections.singletonList("report: none; the job has left none in " + directory)
          : Collections.emptyList();
    } catch (IOException | RuntimeException e) {
      return Collections.singletonList(
          "report: in " + directory + "; could not copy it: " + CommandFailure.describe(e));
    }
  }

  private Path copied() throws IOException {
    Path target = target("--report", copyTo.get());
    FileSystem to = target.getFileSystem(plain(conf));
    to.mkdirs(target);
    for (String name : new String[] {JobReports.JSON, JobReports.HTML}) {
      FileUtil.copy(
          directory.getFileSystem(conf),
          new Path(directory, name),
          to,
          new Path(target, name),
          false,
          true,
          conf);
    }
    return new Path(target, JobReports.HTML);
  }
}
