package dev.sluice.bench.contestant;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;

/** A writer over Elasticsearch's {@code BulkIngester} for each task. */
public final class BulkIngesterOutputFormat extends NullOutputFormat<Text, Text> {

  /** Bytes of a request; the helper's own default where it is not set. */
  public static final String BULK_BYTES = "bench.bulk-ingester.bytes";

  /** Requests at a time; the helper's own default where it is not set. */
  public static final String IN_FLIGHT = "bench.bulk-ingester.in-flight";

  /** For Hadoop. */
  public BulkIngesterOutputFormat() {}

  @Override
  public RecordWriter<Text, Text> getRecordWriter(TaskAttemptContext context) {
    Configuration conf = context.getConfiguration();
    return BulkIngesterWriter.open(Assignment.of(conf), conf);
  }
}
