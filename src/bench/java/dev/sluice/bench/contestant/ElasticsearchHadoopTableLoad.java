package dev.sluice.bench.contestant;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.mapreduce.TableMapReduceUtil;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.elasticsearch.hadoop.cfg.ConfigurationOptions;
import org.elasticsearch.hadoop.mr.EsOutputFormat;

/** HBase's own table mapper in front of the output format of elasticsearch-hadoop. */
final class ElasticsearchHadoopTableLoad implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    ElasticsearchHadoopLoad.connect(conf);
    conf.set(ConfigurationOptions.ES_MAPPING_ID, CrawlMapper.KEY);
    conf.set(ConfigurationOptions.ES_MAPPING_EXCLUDE, CrawlMapper.KEY);
    Job job = Job.getInstance(HBaseConfiguration.create(conf), "table");
    // As HBase's manual advises for jobs.
    Scan scan = new Scan().setCaching(500).setCacheBlocks(false);
    TableMapReduceUtil.initTableMapperJob(
        CrawlRows.table(conf),
        scan,
        CrawlMapper.class,
        NullWritable.class,
        MapWritable.class,
        job,
        false);
    ClockedOutputFormat.around(EsOutputFormat.class, job);
    LoadJob.finish(job);
  }
}
