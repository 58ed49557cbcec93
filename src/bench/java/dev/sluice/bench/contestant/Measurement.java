package dev.sluice.bench.contestant;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a contestant's JVM says of itself when it is done.
 *
 * @param seconds what the watch showed
 * @param cpuSeconds CPU of the whole process from its start
 * @param jobSeconds from before the work was set up until nothing was left to do
 */
public record Measurement(double seconds, double cpuSeconds, double jobSeconds) {

  private static final Pattern LINE =
      Pattern.compile("^measured seconds=(\\S+) cpu=(\\S+) job=(\\S+)$", Pattern.MULTILINE);

  /** Finds it in what the JVM printed. */
  public static Optional<Measurement> in(String output) {
    Matcher line = LINE.matcher(output);
    return line.find()
        ? Optional.of(
            new Measurement(
                Double.parseDouble(line.group(1)),
                Double.parseDouble(line.group(2)),
                Double.parseDouble(line.group(3))))
        : Optional.empty();
  }

  /** The line that {@link #in} finds. */
  public String toLine() {
    return String.format(
        Locale.ROOT, "measured seconds=%.6f cpu=%.6f job=%.6f", seconds, cpuSeconds, jobSeconds);
  }
}
