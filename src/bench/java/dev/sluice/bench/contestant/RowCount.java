package dev.sluice.bench.contestant;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.mapreduce.RowCounter;
import org.apache.hadoop.util.ToolRunner;

/** HBase's own job that counts the rows of a table. */
final class RowCount implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    LoadJob.lookOften(conf);
    watch.begin();
    int code =
        ToolRunner.run(
            HBaseConfiguration.create(conf),
            new RowCounter(),
            new String[] {CrawlRows.table(conf)});
    watch.end();
    if (code != 0) {
      throw new IllegalStateException("RowCounter returned " + code);
    }
  }
}
