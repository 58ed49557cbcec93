package dev.sluice.cli.result;

import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The reasons of the first rejected records in a directory, as lines for a terminal. Immutable. */
final class FirstRejected {

  private static final int LONGEST = 200;

  private final List<String> lines;

  private FirstRejected(List<String> lines) {
    this.lines = Collections.unmodifiableList(lines);
  }

  /** Reads at most that many. */
  static FirstRejected in(Path directory, Configuration conf, int most) throws IOException {
    FileSystem files = directory.getFileSystem(conf);
    FileStatus[] parts = files.globStatus(new Path(directory, "*"));
    List<String> lines = new ArrayList<>();
    if (parts != null) {
      Arrays.sort(parts);
      for (FileStatus part : parts) {
        read(files, part.getPath(), lines, most);
      }
    }
    return new FirstRejected(lines);
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
        lines.add("  rejected  " + reason(line.getBytes(StandardCharsets.UTF_8)));
        line = in.readLine();
      }
    }
  }

  private static String reason(byte[] envelope) throws IOException {
    List<String> found = new ArrayList<>();
    try {
      JsonText.members(
          envelope,
          0,
          envelope.length,
          (name, start, count) -> {
            if (name.equals("error")) {
              JsonText.members(
                  envelope,
                  start,
                  count,
                  (part, from, length) ->
                      JsonText.scalar(envelope, from, length).ifPresent(found::add));
            }
          });
    } catch (JsonFormException e) {
      throw new IOException("cannot read a rejected record: " + e.getMessage(), e);
    }
    String text = String.join(": ", found).replaceAll("\\p{Cntrl}", "?");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  List<String> lines() {
    return lines;
  }
}
