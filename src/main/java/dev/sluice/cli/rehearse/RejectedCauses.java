package dev.sluice.cli.rehearse;

import dev.sluice.client.cluster.JsonTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The rejected documents of a trial, by the type of their error. */
final class RejectedCauses {

  private static final int MOST_LINES = 10_000;
  private static final int EXAMPLES = 3;

  private final Map<String, Cause> causes = new TreeMap<>();

  private static final class Cause {
    private long count;
    private String reason = "";
    private final List<String> ids = new ArrayList<>();
  }

  /** Reads the files in a directory of rejected documents, which need not exist. */
  static RejectedCauses in(Path directory, Configuration conf) throws IOException {
    RejectedCauses found = new RejectedCauses();
    FileSystem files = directory.getFileSystem(conf);
    if (files.exists(directory)) {
      for (FileStatus file : files.listStatus(directory)) {
        found.read(files, file.getPath());
      }
    }
    return found;
  }

  private void read(FileSystem files, Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      for (int i = 0; line != null && i < MOST_LINES; i++) {
        add(JsonTree.parse(line.getBytes(StandardCharsets.UTF_8)));
        line = lines.readLine();
      }
    }
  }

  private void add(JsonTree envelope) {
    Cause cause =
        causes.computeIfAbsent(
            envelope.at("error", "type").text().orElse("unknown"), type -> new Cause());
    cause.count++;
    if (cause.reason.isEmpty()) {
      cause.reason = envelope.at("error", "reason").text().orElse("");
    }
    if (cause.ids.size() < EXAMPLES) {
      envelope.at("_id").text().ifPresent(cause.ids::add);
    }
  }

  /**
   * A line for each cause.
   *
   * @param factor the documents of the load for each document of the trial
   */
  List<String> lines(double factor) {
    List<String> lines = new ArrayList<>();
    causes.forEach(
        (type, cause) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  about %,d: %s%s (%s)",
                    Math.round(cause.count * factor),
                    type,
                    cause.ids.isEmpty() ? "" : ", such as ids " + String.join(", ", cause.ids),
                    cause.reason.length() > 160 ? cause.reason.substring(0, 160) : cause.reason)));
    return lines;
  }
}
