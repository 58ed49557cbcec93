package dev.sluice.bench.contestant;

import org.apache.hadoop.conf.Configuration;
import org.elasticsearch.hadoop.cfg.ConfigurationOptions;
import org.elasticsearch.hadoop.mr.EsInputFormat;

/** The input format of elasticsearch-hadoop, JSON as text. */
final class ElasticsearchHadoopRead implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    ElasticsearchHadoopLoad.connect(conf);
    conf.set(ConfigurationOptions.ES_OUTPUT_JSON, "yes");
    ReadJob.run(conf, EsInputFormat.class);
  }
}
