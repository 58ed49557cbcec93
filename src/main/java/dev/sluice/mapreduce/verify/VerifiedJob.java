package dev.sluice.mapreduce.verify;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.keys.InternalKeys;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/**
 * The load that a job verifies. The job has its own formats, mapper and types, and keeps those of
 * the load under other keys.
 */
public final class VerifiedJob {

  /** Whether the mapper writes the documents of a record before it reads the next record. */
  public static final String IN_STEP = InternalKeys.PREFIX + "verify.in-step";

  private static final String KEPT = InternalKeys.PREFIX + "verify.load.";

  private static final String[] KEYS = {
    MRJobConfig.INPUT_FORMAT_CLASS_ATTR,
    MRJobConfig.OUTPUT_FORMAT_CLASS_ATTR,
    MRJobConfig.MAP_CLASS_ATTR,
    MRJobConfig.PARTITIONER_CLASS_ATTR,
    MRJobConfig.COMBINE_CLASS_ATTR,
    MRJobConfig.REDUCE_CLASS_ATTR,
    MRJobConfig.MAP_OUTPUT_KEY_CLASS,
    MRJobConfig.MAP_OUTPUT_VALUE_CLASS,
    MRJobConfig.OUTPUT_KEY_CLASS,
    MRJobConfig.OUTPUT_VALUE_CLASS,
    MRJobConfig.NUM_REDUCES,
    MRJobConfig.MAP_SPECULATIVE,
    InternalKeys.INPUT_FORMAT
  };

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
    for (String key : KEYS) {
      keep(conf, key);
    }
    conf.setIfUnset(InternalKeys.INPUT_FORMAT, input);
    conf.set(KEPT + MRJobConfig.NUM_REDUCES, "0");
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

  private static void keep(Configuration conf, String key) {
    String value = conf.getRaw(key);
    if (value != null) {
      conf.set(KEPT + key, value);
    }
  }

  /** Whether a job compares. */
  static boolean isIn(Configuration conf) {
    return conf.getRaw(KEPT + MRJobConfig.NUM_REDUCES) != null;
  }

  /** A copy of a configuration with the classes of the load. It shares the credentials. */
  public static JobConf load(Configuration conf) {
    JobConf load = new JobConf(conf);
    for (String key : KEYS) {
      String value = conf.getRaw(KEPT + key);
      if (value == null) {
        load.unset(key);
      } else {
        load.set(key, value);
        load.unset(KEPT + key);
      }
    }
    load.unset(FileOutputFormat.OUTDIR);
    return load;
  }
}
