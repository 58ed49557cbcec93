package dev.sluice.mapreduce.control;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;

/** The phase of a job, as its directory shows it. */
public enum JobPhase {
  /** There is no such directory. */
  ABSENT("no such directory. It is created when the job starts; check the path"),
  /** A directory that no load has made. */
  FOREIGN("not the directory of a load; check the path"),
  /** Set up and not ended. A job whose application master was killed outright looks the same. */
  RUNNING(""),
  /** Committed, failed or killed. */
  OVER("the job is over");

  private final String problem;

  JobPhase(String problem) {
    this.problem = problem;
  }

  /** The phase of the job in a directory. */
  public static JobPhase of(JobDirectory directory, Configuration conf) throws IOException {
    FileSystem files = directory.root().getFileSystem(conf);
    if (!files.exists(directory.root())) {
      return ABSENT;
    }
    if (files.exists(new Path(directory.root(), FileOutputCommitter.PENDING_DIR_NAME))) {
      return RUNNING;
    }
    // Other jobs leave _SUCCESS as well, such as a verify or a dump.
    boolean ended =
        files.exists(directory.facts())
            || files.exists(directory.manifests())
            || files.exists(directory.control())
            || files.exists(directory.rejected())
            || files.exists(directory.failed());
    return ended ? OVER : FOREIGN;
  }

  /**
   * Checks that the job can be controlled.
   *
   * @throws ConfigException if it is not running
   */
  public void checkRunning(JobDirectory directory) {
    if (this != RUNNING) {
      throw new ConfigException("cannot control " + directory + ": " + problem);
    }
  }
}
