package dev.sluice.bench.contestant;

import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.IndexOutputFormat;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;

/** Sluice's load of the rows that have changed since a time. */
final class SluiceIncremental implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    ChangedRows changed = ChangedRows.in(conf);
    watch.prepared();
    SluiceLoad.connect(conf);
    conf.set(HBaseSettings.SINCE.key(), java.time.Instant.ofEpochMilli(changed.since()).toString());
    Job job = SluiceTableLoad.job(conf);
    ClockedOutputFormat.around(IndexOutputFormat.class, job);
    LoadJob.finish(job);
    long indexed = LoadCounter.INDEXED.in(job.getCounters());
    if (indexed != changed.rows()) {
      throw new IOException("indexed " + indexed + " rows of " + changed.rows());
    }
  }
}
