package dev.sluice.bench.contestant;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.elasticsearch.hadoop.cfg.ConfigurationOptions;
import org.elasticsearch.hadoop.mr.EsInputFormat;

/** What dumps an index by elasticsearch-hadoop: its input format, and Hadoop's text files. */
final class ElasticsearchHadoopDump implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    ElasticsearchHadoopLoad.connect(conf);
    conf.set(ConfigurationOptions.ES_OUTPUT_JSON, "yes");
    watch.begin();
    Job job = Job.getInstance(conf, "dump");
    job.setInputFormatClass(EsInputFormat.class);
    job.setMapperClass(Mapper.class);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(Text.class);
    job.setOutputFormatClass(TextOutputFormat.class);
    TextOutputFormat.setOutputPath(job, new Path(conf.get(Assignment.OUTPUT)));
    if (conf.get(Assignment.COMPRESSION) != null) {
      TextOutputFormat.setOutputCompressorClass(job, GzipCodec.class);
    }
    LoadJob.finish(job);
    watch.end();
    ReadJob.check(job);
  }
}
