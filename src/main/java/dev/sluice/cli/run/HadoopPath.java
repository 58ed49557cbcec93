package dev.sluice.cli.run;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** The path in an option, with a check of its file system. */
public final class HadoopPath {

  private HadoopPath() {}

  /**
   * The path.
   *
   * @throws ConfigException if it is not a path, or the class of its file system is missing
   */
  public static Path of(String option, String text, Configuration conf) {
    Path path;
    try {
      path = new Path(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          option + " is \"" + text + "\", but must be a path: " + CommandFailure.describe(e), e);
    }
    String scheme = path.toUri().getScheme();
    if (scheme != null) {
      checkClass(option, text, scheme, conf);
    }
    return path;
  }

  private static void checkClass(String option, String text, String scheme, Configuration conf) {
    try {
      FileSystem.getFileSystemClass(scheme, conf);
    } catch (UnsupportedFileSystemException e) {
      throw missing(option, text, "Hadoop has no file system for " + scheme + "://", e);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw missing(option, text, CommandFailure.describe(e), e);
    }
  }

  private static ConfigException missing(
      String option, String text, String problem, Throwable cause) {
    return new ConfigException(
        option
            + " is \""
            + text
            + "\", but its file system cannot be used: "
            + problem
            + ". Add its jar and dependencies (for s3a: hadoop-aws) to HADOOP_CLASSPATH, and pass them"
            + " to the tasks with -libjars",
        cause);
  }
}
