package dev.sluice.bench.contestant;

import org.apache.hadoop.conf.Configuration;

/** The bulk helper of Elasticsearch's Java client, in a record writer. */
final class BulkIngesterLoad implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    LoadJob.run(conf, BulkIngesterOutputFormat.class);
  }
}
