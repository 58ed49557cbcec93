package dev.sluice.bench.contestant;

import dev.sluice.cli.Sluice;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** The command {@code dump}, from the first line of it to the last. */
final class SluiceDump implements Contestant {

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    Assignment assignment = Assignment.of(conf);
    watch.begin();
    int code =
        Sluice.run(
            "dump",
            "--index",
            assignment.index(),
            "--output",
            conf.get(Assignment.OUTPUT),
            "--compress",
            "none",
            "--nodes",
            String.join(",", assignment.urls()),
            "--mappers",
            Integer.toString(assignment.tasks()),
            "-D",
            "hadoop.tmp.dir=" + conf.get("hadoop.tmp.dir"));
    watch.end();
    if (code != 0) {
      throw new IOException("the command ended with " + code);
    }
  }
}
