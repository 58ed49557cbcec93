package org.opensearch.hadoop.mr;

import org.elasticsearch.hadoop.mr.EsOutputFormat;

/** The opensearch-hadoop output format, for both of Hadoop's APIs. */
public class OpenSearchOutputFormat extends EsOutputFormat {

  /** Called by Hadoop. */
  public OpenSearchOutputFormat() {
    super(Counter.class);
  }
}
