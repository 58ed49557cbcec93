package org.opensearch.hadoop.mr;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.OutputFormat;

/** Writes each record with several output formats in turn; each has its own committer. */
@SuppressWarnings("rawtypes") // raw types, as jobs were compiled against them
public class MultiOutputFormat extends org.elasticsearch.hadoop.mr.MultiOutputFormat {

  /** The key with the comma-separated classes of the formats. */
  public static final String CFG_FIELD = "opensearch.hadoop.multi.of";

  /** Called by Hadoop. */
  public MultiOutputFormat() {
    super(CFG_FIELD);
  }

  /** Adds output formats to a job. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static void addOutputFormat(Configuration conf, Class<? extends OutputFormat>... formats) {
    add(conf, CFG_FIELD, formats);
  }
}
