package dev.sluice.cli.jobs;

import dev.sluice.cli.run.HadoopPath;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A job directory in a command: a path, or the id of a job in the user's home directory. A path
 * such as {@code .sluice/JOB}, which is in the home directory on HDFS, is also looked for there on
 * a local file system.
 */
public final class NamedJob {

  private static final String HOME = ".sluice/";

  private NamedJob() {}

  /**
   * The directory.
   *
   * @param option the option or argument, for messages
   * @throws ConfigException if there is none, with the places where it was looked for
   */
  public static Path find(String option, String text, Configuration conf) throws IOException {
    Path named = HadoopPath.of(option, text, conf);
    FileSystem files = named.getFileSystem(conf);
    Path path = files.makeQualified(named);
    if (files.exists(path)) {
      return path;
    }
    Optional<Path> home = inHome(text, named, conf).filter(other -> !other.equals(path));
    if (home.isPresent() && home.get().getFileSystem(conf).exists(home.get())) {
      return home.get();
    }
    String places = home.isPresent() ? "neither " + path + " nor " + home.get() : "no " + path;
    throw new ConfigException(
        option
            + " is \""
            + text
            + "\", but it does not exist: there is "
            + places
            + ". A job creates its directory when it starts: .sluice/JOB_ID in the home directory of"
            + " its user, or sluice.job.dir");
  }

  private static Optional<Path> inHome(String text, Path named, Configuration conf)
      throws IOException {
    String job = text.startsWith(HOME) ? text.substring(HOME.length()) : text;
    if (job.isEmpty() || named.toUri().getScheme() != null || named.isAbsolute()) {
      return Optional.empty();
    }
    return Optional.of(JobDirectory.inHome(conf, job));
  }
}
