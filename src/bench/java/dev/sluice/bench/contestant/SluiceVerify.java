package dev.sluice.bench.contestant;

import dev.sluice.io.VerifyCounter;
import dev.sluice.mapreduce.IndexJob;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/** Sluice's comparison of a table with an index that was loaded from it by the demo's mapping. */
final class SluiceVerify implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    SluiceLoad.connect(conf);
    Job job = SluiceTableLoad.job(conf);
    IndexJob.verify(job, new Path("file://" + conf.get(Assignment.OUTPUT)));
    watch.begin();
    LoadJob.complete(job);
    watch.end();
    long same = VerifyCounter.SAME.in(job.getCounters());
    long documents = Assignment.of(conf).documents();
    if (same != documents) {
      throw new IOException(same + " documents of " + documents + " are the same");
    }
  }
}
