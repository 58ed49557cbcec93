package dev.sluice.mapreduce.job;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.security.TokenCache;

/**
 * The delegation tokens with which the tasks of a job reach the file systems of its directories.
 * Hadoop itself fetches those of input, output and staging alone.
 */
public final class FileTokens {

  private FileTokens() {}

  /**
   * Puts into a job, at submit, what its tasks need for some directories; nothing without security.
   */
  public static void obtain(JobContext job, Path... directories) throws IOException {
    TokenCache.obtainTokensForNamenodes(job.getCredentials(), directories, job.getConfiguration());
  }
}
