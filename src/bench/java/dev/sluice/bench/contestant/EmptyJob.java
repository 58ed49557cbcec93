package dev.sluice.bench.contestant;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;

/** A job that reads the documents and writes nothing: what Hadoop takes. */
final class EmptyJob implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    LoadJob.run(conf, NullOutputFormat.class);
  }
}
