package dev.sluice.mapreduce.resume;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.job.JobDirectory;

/** The exception for a job that cannot be resumed, in one line. */
public final class ResumeRefusal {

  private ResumeRefusal() {}

  /** An exception that names the directory and the reason. */
  public static ConfigException of(JobDirectory directory, String why) {
    return new ConfigException("cannot resume " + directory + ": " + why);
  }

  /** The same for a reason that the user can override. */
  public static ConfigException unlessForced(JobDirectory directory, String why, String meaning) {
    return of(directory, why + ". --force " + meaning);
  }
}
