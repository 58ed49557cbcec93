package dev.sluice.mapreduce.verify;

import dev.sluice.mapreduce.keys.InternalKeys;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/**
 * The load that a job verifies: its formats, mapper and types, kept under other keys of the job,
 * which has its own.
 */
public final class VerifiedLoad {

  /** Whether the mapper writes the documents of a record before it reads the next record. */
  public static final String IN_STEP = InternalKeys.PREFIX + "verify.in-step";

  /** The file with the configuration of the load, beside the differences. */
  public static final String FILE = "_job.xml";

  /** The directory with the records that a load would reject, beside the differences. */
  public static final String REJECTED = "rejected";

  /** The format of the differences and of the file; another version of Sluice may have another. */
  public static final String FORMAT = InternalKeys.PREFIX + "verify.format";

  /** The value of {@link #FORMAT} that this version writes and reads. */
  public static final int THIS_FORMAT = 1;

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

  private VerifiedLoad() {}

  /** Keeps the classes of the load in a job, before the job gets its own. */
  static void keep(Configuration conf) {
    for (String key : KEYS) {
      String value = conf.getRaw(key);
      if (value != null) {
        conf.set(KEPT + key, value);
      }
    }
    conf.set(KEPT + MRJobConfig.NUM_REDUCES, "0");
  }

  /** A copy of a configuration with the classes of the load. It shares the credentials. */
  public static JobConf of(Configuration conf) {
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
    load.unset(InternalKeys.COMPARES);
    return load;
  }
}
