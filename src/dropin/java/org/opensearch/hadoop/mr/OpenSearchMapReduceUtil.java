package org.opensearch.hadoop.mr;

import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;
import org.elasticsearch.hadoop.mr.EsMapReduceUtil;

/** Replaces the opensearch-hadoop class that obtains Kerberos tokens. */
public final class OpenSearchMapReduceUtil {

  private OpenSearchMapReduceUtil() {}

  /** Makes the job find its classes; does nothing else. */
  public static void initCredentials(Job job) {
    EsMapReduceUtil.initCredentials(job);
  }

  /** Makes the job find its classes; does nothing else. */
  public static void initCredentials(JobConf job) {
    EsMapReduceUtil.initCredentials(job);
  }
}
