package dev.sluice.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.Test;

class DataNodesTest {

  private final Configuration conf = new Configuration(false);

  @Test
  void a_job_that_writes_to_no_index_knows_no_nodes() throws IOException {
    assertThat(DataNodes.of(Job.getInstance(conf))).isEmpty();
  }

  @Test
  void a_cluster_that_does_not_answer_tells_no_nodes() throws IOException {
    conf.set("sluice.index", "docs");
    conf.set("sluice.nodes", "http://localhost:1");

    assertThat(DataNodes.of(Job.getInstance(conf))).isEmpty();
  }
}
