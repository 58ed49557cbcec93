package dev.sluice.bench.contestant;

import dev.sluice.cli.Sluice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The command {@code dump}, from the first line of it to the last. */
final class SluiceDump implements Contestant {

  private static final List<String> PASSED_ON =
      List.of(
          "hadoop.tmp.dir", "io.compression.codecs", "zlib.compress.level", OneThreadGzip.LEVEL);

  @Override
  public void run(Configuration conf, Stopwatch watch) throws Exception {
    Assignment assignment = Assignment.of(conf);
    List<String> command = new ArrayList<>(List.of("dump"));
    command.addAll(List.of("--index", assignment.index()));
    command.addAll(List.of("--output", conf.get(Assignment.OUTPUT)));
    command.addAll(List.of("--compress", conf.get(Assignment.COMPRESSION, "none")));
    command.addAll(List.of("--nodes", String.join(",", assignment.urls())));
    command.addAll(List.of("--mappers", Integer.toString(assignment.tasks())));
    for (String key : PASSED_ON) {
      if (!conf.get(key, "").isEmpty()) {
        command.addAll(List.of("-D", key + "=" + conf.get(key)));
      }
    }
    watch.begin();
    int code = Sluice.run(command.toArray(new String[0]));
    watch.end();
    if (code != 0) {
      throw new IOException("the command ended with " + code);
    }
  }
}
