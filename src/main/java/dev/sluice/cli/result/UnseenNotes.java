package dev.sluice.cli.result;

import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The lines of a summary about changes that an incremental load may have missed. */
final class UnseenNotes {

  private UnseenNotes() {}

  static List<String> of(Configuration conf) {
    List<String> lines = new ArrayList<>();
    // Raw: a region name may look like a Hadoop variable.
    String notes = conf.getRaw(InternalKeys.UNSEEN);
    if (notes != null && !notes.isEmpty()) {
      for (String note : notes.split("\n")) {
        lines.add("warning: " + note);
      }
    }
    return lines;
  }
}
