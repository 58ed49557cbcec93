package dev.sluice.cli;

import org.apache.hadoop.mapreduce.Job;

/** Where a job's rejected documents lie. */
final class RejectedPlace {

  private RejectedPlace() {}

  static String of(Job job) {
    return job.getConfiguration().get("sluice.job.dir", ".sluice/" + job.getJobID()) + "/rejected";
  }
}
