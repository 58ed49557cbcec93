package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a scenario's rounds came to, as SVG: for each entrant a bar as long as the median, and a
 * line from the least to the most. It has a ground of its own, light or dark as the reader's
 * system, so that it can be read on any page.
 */
final class Chart {

  private static final int WIDTH = 800;
  private static final int TOP = 66;
  private static final int ROW = 26;
  private static final int BAR = 16;
  private static final int BARS_AT = 250;
  private static final int LONGEST = 460;
  private static final int MARGIN = 16;

  private static final String STYLE =
      """
      <style>
      text{font:13px -apple-system,"Segoe UI",Helvetica,Arial,sans-serif;fill:#1f2328}
      .ground{fill:#fff;stroke:#d0d7de}.head{font-weight:600}.dim{fill:#59636e}
      .bar{fill:#afb8c1}.subject{fill:#2f81f7}.range{stroke:#1f2328}
      @media(prefers-color-scheme:dark){text{fill:#f0f6fc}.ground{fill:#0d1117;stroke:#3d444d}
      .dim{fill:#9198a1}.bar{fill:#656c76}.subject{fill:#2f81f7}.range{stroke:#f0f6fc}}
      </style>
      """;

  private final Scenario scenario;
  private final Scores scores;
  private final Metric metric;

  private Chart(Scenario scenario, Scores scores) {
    this.scenario = scenario;
    this.scores = scores;
    metric = scenario.charted();
  }

  static Chart of(Scenario scenario, Scores scores) {
    return new Chart(scenario, scores);
  }

  /** Writes it, unless there is nothing to show. */
  void write(Path file) throws IOException {
    if (most() > 0) {
      Files.writeString(file, toSvg(), UTF_8);
    }
  }

  /** The text of the file. */
  String toSvg() {
    List<Entrant> entrants = scenario.entrants();
    int height = TOP + ROW * entrants.size() + MARGIN / 2;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" role="img">
            <title>%3$s</title>
            """,
            WIDTH,
            height,
            escaped(heading())));
    svg.append(STYLE);
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"ground\" x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n",
            WIDTH - 1,
            height - 1));
    svg.append(text("head", MARGIN, 26, heading()));
    svg.append(text("dim", MARGIN, 46, unit()));
    for (int row = 0; row < entrants.size(); row++) {
      svg.append(row(entrants.get(row), TOP + ROW * row));
    }
    return svg.append("</svg>\n").toString();
  }

  private String heading() {
    String about = scenario.about();
    return about.substring(0, 1).toUpperCase(Locale.ROOT) + about.substring(1);
  }

  private String unit() {
    String size =
        scenario.size() == 0 ? "" : String.format(Locale.ROOT, " of %,d bytes", scenario.size());
    return String.format(
        Locale.ROOT,
        "%,d documents%s; %s (%s is better)",
        scenario.documents(),
        size,
        metric.heading(),
        metric.isGood() ? "more" : "less");
  }

  private String row(Entrant entrant, int y) {
    String label = text("", MARGIN, y + 13, entrant.name());
    Optional<Spread> spread = scores.spread(entrant.name(), metric);
    if (spread.isEmpty()) {
      return label + text("dim", BARS_AT, y + 13, "failed");
    }
    String look = entrant.equals(scenario.subject()) ? "bar subject" : "bar";
    String bar =
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
            look,
            BARS_AT,
            y,
            length(spread.get().median()),
            BAR);
    double least = BARS_AT + length(spread.get().min());
    double most = BARS_AT + length(spread.get().max());
    String range =
        String.format(
            Locale.ROOT, "<path class=\"range\" d=\"M%.1f %dH%.1f\"/>\n", least, y + BAR / 2, most);
    String value = metric.format(spread.get().median());
    return label + bar + (most > least ? range : "") + text("", (int) most + 8, y + 13, value);
  }

  private double length(double value) {
    return LONGEST * Math.max(0, value) / most();
  }

  private double most() {
    return scenario.entrants().stream()
        .flatMap(entrant -> scores.values(entrant.name(), metric).values().stream())
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(0);
  }

  private static String text(String look, int x, int y, String text) {
    String named = look.isEmpty() ? "" : " class=\"" + look + "\"";
    return "<text" + named + " x=\"" + x + "\" y=\"" + y + "\">" + escaped(text) + "</text>\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
