package dev.sluice.bench;

import java.util.Locale;

/** How one entrant compares with another. */
record Ratio(String scenario, Metric metric, String of, String to, double value) {

  /** The line that is printed, such as {@code ratio local docs/s sluice/floor 0.97}. */
  String toLine() {
    return String.format(
        Locale.ROOT, "ratio %s %s %s/%s %.2f", scenario, metric.text(), of, to, value);
  }
}
