package dev.sluice.cli.result;

import dev.sluice.verify.Difference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The first differences in the files of a comparison, as lines for a terminal. Immutable. */
final class FirstDifferences {

  private static final int LONGEST = 100;

  private final List<String> lines;

  private FirstDifferences(List<String> lines) {
    this.lines = Collections.unmodifiableList(lines);
  }

  /** Reads at most that many differences from the files in a directory. */
  static FirstDifferences in(Path directory, Configuration conf, int most) throws IOException {
    FileSystem files = directory.getFileSystem(conf);
    FileStatus[] parts = files.globStatus(new Path(directory, "part-*"));
    List<String> lines = new ArrayList<>();
    if (parts != null) {
      Arrays.sort(parts);
      for (FileStatus part : parts) {
        read(files, part.getPath(), lines, most);
      }
    }
    return new FirstDifferences(lines);
  }

  private static void read(FileSystem files, Path part, List<String> lines, int most)
      throws IOException {
    if (lines.size() >= most) {
      return;
    }
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(files.open(part), StandardCharsets.UTF_8))) {
      String line = in.readLine();
      while (line != null && lines.size() < most) {
        lines.add(of(Difference.parse(line)));
        line = in.readLine();
      }
    }
  }

  /** The kind and the id, and where the document is. */
  static String of(Difference difference) {
    StringBuilder out = new StringBuilder("  ");
    out.append(difference.kind().name().toLowerCase(Locale.ROOT));
    difference.detail().ifPresent(detail -> out.append(" (").append(detail).append(')'));
    out.append("  ").append(shortened(difference.id()));
    difference.index().ifPresent(index -> out.append("  index ").append(index));
    difference.routing().ifPresent(value -> out.append("  routing ").append(shortened(value)));
    return out.toString();
  }

  /** Without control characters, which an id can have. */
  private static String shortened(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
  }

  List<String> lines() {
    return lines;
  }
}
