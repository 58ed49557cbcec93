package dev.sluice.cli.result;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The first lines of the files that a job has left in a directory, in the order of the files. */
final class FirstLines {

  private FirstLines() {}

  /**
   * Reads at most that many lines. A directory that does not exist has none.
   *
   * @param names a pattern for the names of the files
   */
  static List<String> in(Path directory, String names, Configuration conf, int most)
      throws IOException {
    FileSystem files = directory.getFileSystem(conf);
    FileStatus[] parts = files.globStatus(new Path(directory, names));
    List<String> lines = new ArrayList<>();
    if (parts != null) {
      Arrays.sort(parts);
      for (FileStatus part : parts) {
        read(files, part.getPath(), lines, most);
      }
    }
    return lines;
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
        lines.add(line);
        line = in.readLine();
      }
    }
  }

  /** A text for a terminal: without control characters, and cut after some characters. */
  static String shortened(String text, int longest) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= longest ? plain : plain.substring(0, longest) + "...";
  }
}
