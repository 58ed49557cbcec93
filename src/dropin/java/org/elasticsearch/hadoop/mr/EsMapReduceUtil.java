package org.elasticsearch.hadoop.mr;

import dev.sluice.mapreduce.job.JobClasses;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;

/**
 * Replaces the elasticsearch-hadoop class that obtains Kerberos tokens. Sluice does not support
 * Kerberos for Elasticsearch and refuses such a job at submission. Other credentials are added to a
 * job automatically.
 */
public final class EsMapReduceUtil {

  private EsMapReduceUtil() {}

  /** Makes the job find its classes; does nothing else. */
  public static void initCredentials(Job job) {
    JobClasses.reach(job.getConfiguration());
  }

  /** Makes the job find its classes; does nothing else. */
  public static void initCredentials(JobConf job) {
    JobClasses.reach(job);
  }
}
