package dev.sluice.mapreduce;

import dev.sluice.client.ConnectionSettings;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;

/** Sets up jobs that write to Elasticsearch. */
public final class IndexJob {

  private IndexJob() {}

  /**
   * Makes a job write to an index. Everything else has a default, or is a key of {@link
   * OutputSettings}; what does not fit is reported when the job is submitted, which is also when
   * speculative execution is switched off.
   *
   * @param nodes URLs of one or more nodes, separated by commas
   * @param index the index, alias or data stream
   */
  public static void writeTo(Job job, String nodes, String index) {
    Configuration conf = job.getConfiguration();
    conf.set(ConnectionSettings.NODES.key(), Objects.requireNonNull(nodes, "nodes"));
    conf.set(OutputSettings.INDEX.key(), Objects.requireNonNull(index, "index"));
    job.setOutputFormatClass(IndexOutputFormat.class);
  }
}
