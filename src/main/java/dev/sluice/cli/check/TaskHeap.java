package dev.sluice.cli.check;

import dev.sluice.config.DataSize;
import dev.sluice.mapreduce.engine.Engine;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.TaskType;

/** The heap of a map task, by the configuration of Hadoop. */
final class TaskHeap {

  private static final Pattern MOST =
      Pattern.compile("-Xmx(\\d+[kmgt]?)", Pattern.CASE_INSENSITIVE);

  private TaskHeap() {}

  /**
   * The heap in bytes; empty if unknown.
   *
   * @param running concurrent tasks, which share this JVM with the local job runner
   */
  static OptionalLong of(Configuration conf, int running) {
    if (Engine.isLocal(conf)) {
      return OptionalLong.of(Runtime.getRuntime().maxMemory() / Math.max(1, running));
    }
    return inOptions(new JobConf(conf).getTaskJavaOpts(TaskType.MAP));
  }

  /** The last -Xmx of the options, which is the one that Java uses. */
  static OptionalLong inOptions(String options) {
    OptionalLong heap = OptionalLong.empty();
    Matcher most = MOST.matcher(options);
    while (most.find()) {
      heap = OptionalLong.of(DataSize.parse(most.group(1) + "b").bytes());
    }
    return heap;
  }
}
