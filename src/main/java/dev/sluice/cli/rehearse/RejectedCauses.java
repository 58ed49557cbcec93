package dev.sluice.cli.rehearse;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.ErrorBudget;
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
  private static final int MOST_CHARS = 160;

  private final Map<String, Cause> causes = new TreeMap<>();
  private final ErrorBudget budget;

  private static final class Cause {
    private long count;
    private String reason = "";
    private final List<String> ids = new ArrayList<>();
  }

  private RejectedCauses(ErrorBudget budget) {
    this.budget = budget;
  }

  /**
   * Reads the files in a directory of rejected documents, which need not exist.
   *
   * @param conf the settings of the load
   */
  static RejectedCauses in(Path directory, Configuration conf) throws IOException {
    RejectedCauses found = new RejectedCauses(BulkSettings.ERRORS_MAX.read(conf::get));
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
      envelope.at("_id").text().filter(id -> !id.isEmpty()).ifPresent(cause.ids::add);
    }
  }

  /**
   * A line for each cause, and one if the load would fail.
   *
   * @param sampled the documents of the trial
   * @param documents those of the load; 0 if unknown
   */
  List<String> lines(long sampled, long documents) {
    double factor = (double) documents / sampled;
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
                    shortened(cause.reason))));
    if (failsLoad(factor, Math.max(sampled, documents))) {
      lines.add(
          "  with "
              + BulkSettings.ERRORS_MAX
              + "="
              + budget
              + " this load fails: fix the documents or the mapping, or allow more with"
              + " --errors-max");
    }
    return lines;
  }

  private boolean failsLoad(double factor, long documents) {
    long seen = causes.values().stream().mapToLong(cause -> cause.count).sum();
    return budget.isExceededAtEnd(Math.max(seen, Math.round(seen * factor)), documents);
  }

  private static String shortened(String reason) {
    return reason.length() > MOST_CHARS ? reason.substring(0, MOST_CHARS) + "..." : reason;
  }
}
