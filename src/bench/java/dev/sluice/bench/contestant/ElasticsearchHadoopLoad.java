package dev.sluice.bench.contestant;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.elasticsearch.hadoop.cfg.ConfigurationOptions;
import org.elasticsearch.hadoop.mr.EsOutputFormat;

/** The output format of elasticsearch-hadoop. It has no other id than a field of the document. */
final class ElasticsearchHadoopLoad implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    connect(conf);
    conf.set(ConfigurationOptions.ES_INPUT_JSON, "yes");
    conf.set(ConfigurationOptions.ES_MAPPING_ID, "id");
    LoadJob.run(conf, EsOutputFormat.class);
  }

  /** Tells elasticsearch-hadoop where the servers are. */
  static void connect(Configuration conf) {
    Assignment assignment = Assignment.of(conf);
    conf.set(
        ConfigurationOptions.ES_NODES,
        String.join(
            ",", assignment.urls().stream().map(url -> URI.create(url).getAuthority()).toList()));
    conf.setBoolean(ConfigurationOptions.ES_NODES_WAN_ONLY, assignment.fronted());
    conf.set(ConfigurationOptions.ES_RESOURCE, assignment.index());
  }
}
