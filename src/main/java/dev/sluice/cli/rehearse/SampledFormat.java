package dev.sluice.cli.rehearse;

import dev.sluice.mapreduce.checkpoint.CheckpointSettings;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.util.ReflectionUtils;

/** The input format of a load, which the format of a trial reads a sample through. */
final class SampledFormat {

  private static final String CLASS = "dev.sluice.cli.rehearse.input-format";

  private SampledFormat() {}

  /** Has a job read a sample, through the format for its kind of input. */
  static void wrap(Job job, Class<? extends InputFormat<Object, Object>> sample)
      throws ClassNotFoundException {
    job.getConfiguration().set(CLASS, job.getInputFormatClass().getName());
    job.setInputFormatClass(sample);
    // A sample cannot be read from a checkpoint on, and takes a minute.
    job.getConfiguration().set(CheckpointSettings.INTERVAL.key(), "0s");
  }

  @SuppressWarnings("unchecked") // the job was set up with this class
  static InputFormat<Object, Object> of(Configuration conf) {
    try {
      return (InputFormat<Object, Object>)
          ReflectionUtils.newInstance(conf.getClassByName(conf.get(CLASS)), conf);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
