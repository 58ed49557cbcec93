package dev.sluice.bench.contestant;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCounter;

/** A job that only makes a raw scan of the time in which rows have changed. */
final class RawScan implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    ChangedRows changed = ChangedRows.in(conf);
    watch.prepared();
    Scan scan = SluiceTableLoad.mapping().scan(new Scan()).setRaw(true);
    Job job = TableScan.scan(conf, scan.setTimeRange(changed.since(), Long.MAX_VALUE));
    long read = job.getCounters().findCounter(TaskCounter.MAP_INPUT_RECORDS).getValue();
    if (read != changed.rows()) {
      throw new IOException("read " + read + " rows of " + changed.rows());
    }
  }
}
