package dev.sluice.cli.result;

import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * The lines of a summary about what submission found, such as changes that an incremental load
 * cannot see.
 */
final class SubmissionWarnings {

  private SubmissionWarnings() {}

  static List<String> of(Configuration conf) {
    List<String> lines = new ArrayList<>();
    // Raw: a region name may look like a Hadoop variable.
    String warnings = conf.getRaw(InternalKeys.WARNINGS);
    if (warnings != null && !warnings.isEmpty()) {
      for (String warning : warnings.split("\n")) {
        lines.add("warning: " + warning);
      }
    }
    return lines;
  }
}
