package dev.sluice.bench.contestant;

import dev.sluice.hbase.GroupedTableInputFormat;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.HBaseSettings;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.hbase.mapreduce.TableMapReduceUtil;
import org.apache.hadoop.hbase.mapreduce.TableMapper;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;

/** A job that only scans a table: the columns of the demo's mapping, to a mapper of no use. */
final class TableScan implements Contestant {

  /** Drops what it is given. */
  public static final class NoMapper extends TableMapper<Text, Text> {

    /** For Hadoop. */
    public NoMapper() {}

    @Override
    protected void map(ImmutableBytesWritable key, Result row, Context context) {
      // Reading it was all.
    }
  }

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    RowMapping mapping = SluiceTableLoad.mapping();
    ReadJob.check(scan(conf, mapping.scan()));
  }

  /** Runs the job over the table of an assignment. */
  static Job scan(Configuration conf, Scan scan)
      throws IOException, InterruptedException, ClassNotFoundException {
    conf.setInt(HBaseSettings.MAPPERS.key(), Assignment.of(conf).tasks());
    Job job = Job.getInstance(HBaseConfiguration.create(conf), "scan");
    TableMapReduceUtil.initTableMapperJob(
        CrawlRows.table(conf),
        scan,
        NoMapper.class,
        Text.class,
        Text.class,
        job,
        false,
        GroupedTableInputFormat.class);
    ClockedOutputFormat.around(NullOutputFormat.class, job);
    LoadJob.finish(job);
    return job;
  }
}
