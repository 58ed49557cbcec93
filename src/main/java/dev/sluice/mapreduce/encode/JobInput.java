package dev.sluice.mapreduce.encode;

import dev.sluice.io.RegionInput;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.CombineTextInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FixedLengthInputFormat;
import org.apache.hadoop.mapreduce.lib.input.NLineInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.mapreduce.lib.map.MultithreadedMapper;

/**
 * The input format and mapper of a job, for both of Hadoop's APIs. Immutable.
 *
 * <p>A job that is not submitted yet counts as a job of the new API.
 */
public final class JobInput {

  private static final String NEW_API = "mapred.mapper.new-api";

  /** Input formats whose keys are file offsets. */
  private static final List<Class<?>> KEYED_BY_OFFSET =
      Collections.unmodifiableList(
          Arrays.<Class<?>>asList(
              TextInputFormat.class,
              NLineInputFormat.class,
              CombineTextInputFormat.class,
              FixedLengthInputFormat.class,
              org.apache.hadoop.mapred.TextInputFormat.class,
              org.apache.hadoop.mapred.lib.NLineInputFormat.class,
              org.apache.hadoop.mapred.lib.CombineTextInputFormat.class,
              org.apache.hadoop.mapred.FixedLengthInputFormat.class));

  private final Class<?> format;
  private final Class<?> mapper;
  private final Class<?> runner;

  private JobInput(Class<?> format, Class<?> mapper, Class<?> runner) {
    this.format = format;
    this.mapper = mapper;
    this.runner = runner;
  }

  static JobInput of(Configuration conf) {
    if (conf.getBoolean(NEW_API, true)) {
      Class<?> mapper = conf.getClass(MRJobConfig.MAP_CLASS_ATTR, Mapper.class);
      return new JobInput(format(conf), mapper, mapper);
    }
    return new JobInput(
        conf.getClass("mapred.input.format.class", org.apache.hadoop.mapred.TextInputFormat.class),
        conf.getClass("mapred.mapper.class", org.apache.hadoop.mapred.lib.IdentityMapper.class),
        conf.getClass("mapred.map.runner.class", org.apache.hadoop.mapred.MapRunner.class));
  }

  /** The input format of a new-API job; if the job reads through a wrapper, the wrapped format. */
  public static Class<?> format(Configuration conf) {
    Class<?> outer = conf.getClass(MRJobConfig.INPUT_FORMAT_CLASS_ATTR, TextInputFormat.class);
    return conf.getClass(InternalKeys.INPUT_FORMAT, outer);
  }

  /** The mapper of a new-API job; if a command wraps it, the wrapped mapper. */
  public static Class<?> mapper(Configuration conf) {
    Class<?> outer = conf.getClass(MRJobConfig.MAP_CLASS_ATTR, Mapper.class);
    return conf.getClass(InternalKeys.MAPPER, outer);
  }

  /** The name of the input format. */
  public String format() {
    return format.getSimpleName();
  }

  /** Whether the input has regions. */
  boolean isByRegion() {
    return RegionInput.class.isAssignableFrom(format);
  }

  /** Whether a task gets and writes the same records in the same order in each attempt. */
  boolean isInOrder() {
    boolean files =
        FileInputFormat.class.isAssignableFrom(format)
            || org.apache.hadoop.mapred.FileInputFormat.class.isAssignableFrom(format);
    return files
        && !MultithreadedMapper.class.isAssignableFrom(runner)
        && !org.apache.hadoop.mapred.lib.MultithreadedMapRunner.class.isAssignableFrom(runner);
  }

  /** Whether the record keys are file offsets. */
  boolean isKeyedByOffset() {
    return KEYED_BY_OFFSET.stream().anyMatch(type -> type.isAssignableFrom(format));
  }

  /** Whether the mapper passes its input on unchanged. */
  boolean isPassedOn() {
    return mapper == Mapper.class || mapper == org.apache.hadoop.mapred.lib.IdentityMapper.class;
  }
}
