package dev.sluice.mapreduce.job;

import dev.sluice.mapreduce.keys.InternalKeys;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;

/** The mapper of a job, also of a local job of a command, which wraps its mapper. */
public final class JobMapper {

  private JobMapper() {}

  /** The class; that of Hadoop if the job has none. */
  public static Class<?> of(Configuration conf) {
    Class<?> mapper = conf.getClass(MRJobConfig.MAP_CLASS_ATTR, Mapper.class);
    return conf.getClass(InternalKeys.MAPPER, mapper);
  }
}
