package dev.sluice.mapreduce.job;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.security.TokenCache;

/**
 * Obtains delegation tokens for the file systems of a job's directories. Hadoop itself obtains only
 * those for input, output and staging.
 */
public final class FileTokens {

  private FileTokens() {}

  /** Adds the tokens for directories to a job at submission; does nothing without security. */
  public static void obtain(JobContext job, Path... directories) throws IOException {
    TokenCache.obtainTokensForNamenodes(job.getCredentials(), directories, job.getConfiguration());
  }
}
