package org.elasticsearch.hadoop.mr;

import dev.sluice.mapreduce.job.JobClasses;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;

/**
 * Where jobs of elasticsearch-hadoop fetch a token for a cluster with Kerberos. Sluice does not
 * know Kerberos, and refuses such a job when it is submitted; other credentials go with a job by
 * themselves.
 */
public final class EsMapReduceUtil {

  private EsMapReduceUtil() {}

  /** Lets the job find its classes, and does nothing else. */
  public static void initCredentials(Job job) {
    JobClasses.reach(job.getConfiguration());
  }

  /** Lets the job find its classes, and does nothing else. */
  public static void initCredentials(JobConf job) {
    JobClasses.reach(job);
  }
}
