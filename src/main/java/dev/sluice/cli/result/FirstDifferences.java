package dev.sluice.cli.result;

import dev.sluice.verify.Difference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The first differences in the files of a comparison, as lines for a terminal. */
final class FirstDifferences {

  /** Of an id or a routing value. */
  private static final int LONGEST = 100;

  private FirstDifferences() {}

  /** Reads at most that many differences from the files in a directory. */
  static List<String> in(Path directory, Configuration conf, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : FirstLines.in(directory, "part-*", conf, most)) {
      lines.add(of(Difference.parse(line)));
    }
    return lines;
  }

  /** The kind and the id, and where the document is. */
  private static String of(Difference difference) {
    StringBuilder out = new StringBuilder("  ");
    out.append(difference.kind().name().toLowerCase(Locale.ROOT));
    difference.detail().ifPresent(detail -> out.append(" (").append(detail).append(')'));
    out.append("  ").append(FirstLines.shortened(difference.id(), LONGEST));
    difference.index().ifPresent(index -> out.append("  index ").append(index));
    difference
        .routing()
        .ifPresent(value -> out.append("  routing ").append(FirstLines.shortened(value, LONGEST)));
    return out.toString();
  }
}
