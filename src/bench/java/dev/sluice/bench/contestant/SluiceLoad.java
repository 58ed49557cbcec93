package dev.sluice.bench.contestant;

import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.mapreduce.IndexOutputFormat;
import dev.sluice.mapreduce.encode.OutputSettings;
import org.apache.hadoop.conf.Configuration;

/** Sluice's output format. */
final class SluiceLoad implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    connect(conf);
    conf.setIfUnset(OutputSettings.ID.key(), "key");
    LoadJob.run(conf, IndexOutputFormat.class);
  }

  /** Tells Sluice where the servers are. */
  static void connect(Configuration conf) {
    Assignment assignment = Assignment.of(conf);
    conf.set(ConnectionSettings.NODES.key(), String.join(",", assignment.urls()));
    conf.setBoolean(ConnectionSettings.DISCOVERY.key(), !assignment.fronted());
    conf.set(OutputSettings.INDEX.key(), assignment.index());
  }
}
