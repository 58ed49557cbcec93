package dev.sluice.mapreduce.verify;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.keys.InternalKeys;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/** Turns a job that would load an index into one that compares. */
public final class VerifiedJob {

  private VerifiedJob() {}

  /**
   * Makes a job that would load an index one that compares.
   *
   * @param differences the directory for the differences; must not exist
   * @throws ConfigException if the job has a reducer of its own
   */
  public static void compare(Job job, Path differences) throws ClassNotFoundException {
    checkMapOnly(job);
    Configuration conf = job.getConfiguration();
    String input = job.getInputFormatClass().getName();
    VerifiedLoad.keep(conf);
    conf.setBoolean(InternalKeys.COMPARES, true);
    conf.setIfUnset(InternalKeys.INPUT_FORMAT, input);
    conf.unset(MRJobConfig.COMBINE_CLASS_ATTR);
    job.setInputFormatClass(VerifyInputFormat.class);
    job.setMapperClass(VerifyMapper.class);
    job.setMapOutputKeyClass(VerifyKey.class);
    job.setMapOutputValueClass(VerifyRecord.class);
    job.setPartitionerClass(VerifyPartitioner.class);
    job.setGroupingComparatorClass(VerifyKey.ById.class);
    job.setReducerClass(VerifyReducer.class);
    job.setNumReduceTasks(Math.max(1, VerifySettings.REDUCERS.read(conf::get)));
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(Text.class);
    job.setOutputFormatClass(VerifyOutputFormat.class);
    job.setMapSpeculativeExecution(false);
    FileOutputFormat.setOutputPath(job, differences);
  }

  private static void checkMapOnly(Job job) throws ClassNotFoundException {
    if (job.getNumReduceTasks() > 0 && !job.getReducerClass().equals(Reducer.class)) {
      throw new ConfigException(
          "a job with the reducer "
              + job.getReducerClass().getName()
              + " cannot be verified: only jobs without a reducer can, because the comparison"
              + " needs the reducers");
    }
  }
}
