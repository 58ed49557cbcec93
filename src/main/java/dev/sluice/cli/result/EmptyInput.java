package dev.sluice.cli.result;

import dev.sluice.cli.run.JobCounters;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The warning of a load that had nothing to load, which is often a wrong path or range. */
final class EmptyInput {

  /** Spelled out, because this class must load without HBase. */
  private static final String SINCE = "sluice.hbase.since";

  private EmptyInput() {}

  /** A line for the summary; none if there was input, or if only changes were asked for. */
  static List<String> warning(JobCounters tally, Configuration conf) {
    return tally.read() > 0 || conf.get(SINCE) != null
        ? Collections.emptyList()
        : Collections.singletonList("warning: the input has no records");
  }
}
