package dev.sluice.bench.contestant;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.LocalJobRunner;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.OutputFormat;

/**
 * The job that all contestants with an output format run: generated documents, straight into it.
 */
final class LoadJob {

  private LoadJob() {}

  /** Runs it to its end in Hadoop's local runner, all tasks at a time. */
  @SuppressWarnings("rawtypes")
  static void run(Configuration conf, Class<? extends OutputFormat> format)
      throws IOException, InterruptedException, ClassNotFoundException {
    Job job = Job.getInstance(conf, "load");
    job.setInputFormatClass(GeneratedInputFormat.class);
    job.setMapperClass(Mapper.class);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(Text.class);
    ClockedOutputFormat.around(format, job);
    finish(job);
  }

  /** Runs a map-only job to its end, all tasks at a time. */
  static void finish(Job job) throws IOException, InterruptedException, ClassNotFoundException {
    job.setNumReduceTasks(0);
    complete(job);
  }

  /** Runs a job to its end, all map tasks at a time. */
  static void complete(Job job) throws IOException, InterruptedException, ClassNotFoundException {
    job.setSpeculativeExecution(false);
    Configuration conf = job.getConfiguration();
    conf.setInt(LocalJobRunner.LOCAL_MAX_MAPS, Assignment.of(conf).tasks());
    lookOften(conf);
    if (!job.waitForCompletion(false)) {
      throw new IOException("the job failed: " + job.getStatus().getFailureInfo());
    }
  }

  /** By default the client looks every few seconds whether the job is over. */
  static void lookOften(Configuration conf) {
    conf.setInt("mapreduce.client.completion.pollinterval", 50);
    conf.setInt("mapreduce.client.progressmonitor.pollinterval", 50);
  }
}
