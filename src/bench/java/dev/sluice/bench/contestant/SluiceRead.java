package dev.sluice.bench.contestant;

import dev.sluice.mapreduce.IndexInputFormat;
import dev.sluice.mapreduce.input.InputSettings;
import org.apache.hadoop.conf.Configuration;

/** Sluice's input format, JSON as text. */
final class SluiceRead implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    SluiceLoad.connect(conf);
    conf.set(InputSettings.INDEX.key(), Assignment.of(conf).index());
    ReadJob.run(conf, IndexInputFormat.class);
  }
}
