package dev.sluice.cli.result;

import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The reasons of the first rejected records in a directory, as lines for a terminal. */
final class FirstRejected {

  private static final int LONGEST = 200;

  private FirstRejected() {}

  /** Reads at most that many. */
  static List<String> in(Path directory, Configuration conf, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : FirstLines.in(directory, "*", conf, most)) {
      lines.add("  rejected  " + reason(line.getBytes(StandardCharsets.UTF_8)));
    }
    return lines;
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
    return FirstLines.shortened(String.join(": ", found), LONGEST);
  }
}
