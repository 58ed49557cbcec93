package dev.sluice.mapreduce;

import dev.sluice.client.ConnectionSettings;
import dev.sluice.client.RoutingSettings;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;

/** Sets up jobs that write to Elasticsearch, or read from it. */
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

  /**
   * Makes a job read whole indices. Everything else has a default, or is a key of {@link
   * InputSettings} and {@link dev.sluice.read.ReadSettings}; what does not fit is reported when the
   * job is submitted.
   *
   * @param nodes URLs of one or more nodes, separated by commas
   * @param index the indices, aliases or data streams, separated by commas; {@code *} for any
   *     letters
   */
  public static void readFrom(Job job, String nodes, String index) {
    Configuration conf = job.getConfiguration();
    conf.set(InputSettings.NODES.key(), Objects.requireNonNull(nodes, "nodes"));
    conf.set(InputSettings.INDEX.key(), Objects.requireNonNull(index, "index"));
    job.setInputFormatClass(IndexInputFormat.class);
  }

  /**
   * Makes a job send every document through a shuffle to the reducer of its shard, so that each
   * reducer writes to one node; for a job whose mappers write what {@link IndexOutputFormat} takes,
   * of one class each, and whose reducer, if any, keeps ids. When the job is submitted it gets a
   * reducer for each shard of the index, or as many as {@link RoutingSettings#REDUCERS} says.
   */
  public static void shuffleByShard(Job job) {
    if (job.getNumReduceTasks() == 0) {
      job.setNumReduceTasks(1);
    }
    job.setPartitionerClass(ShardPartitioner.class);
  }
}
