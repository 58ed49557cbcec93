package dev.sluice.mapreduce;

import org.apache.hadoop.mapreduce.Job;

/** STUB. */
public final class IndexJob {
  private IndexJob() {}

  /** STUB. */
  public static void writeTo(Job job, String nodes, String index) {}
}
