package dev.sluice.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What came out of a scenario, for people. Immutable, as long as its scores are. */
final class Report {

  private final Scenario scenario;
  private final int rounds;
  private final Scores scores;

  Report(Scenario scenario, int rounds, Scores scores) {
    this.scenario = scenario;
    this.rounds = rounds;
    this.scores = scores;
  }

  /** The tables, and a line for each ratio. */
  String toText() {
    StringBuilder text = new StringBuilder(title());
    text.append(table(false));
    if (scenario.entrants().stream().anyMatch(Entrant::tuned)) {
      text.append("\nPeers with the size of Sluice's requests, and as many in flight:\n\n");
      text.append(table(true));
    }
    text.append(ratios().isEmpty() ? "" : "\n");
    ratios().forEach(ratio -> text.append(ratio.toLine()).append('\n'));
    return text.toString();
  }

  private String title() {
    return String.format(
        Locale.ROOT,
        "%s: %s%n%,d documents%s, tasks: %d, shards: %d, rounds: %d%n%n",
        scenario.name(),
        scenario.about(),
        scenario.documents(),
        scenario.size() == 0 ? "" : String.format(Locale.ROOT, " of %,d bytes", scenario.size()),
        scenario.tasks(),
        scenario.index().shards(),
        rounds);
  }

  private TextTable table(boolean tuned) {
    Set<Metric> more = scenario.shown();
    List<String> headings =
        new ArrayList<>(List.of("", Metric.RATE.heading() + ": min", "median", "max"));
    more.forEach(metric -> headings.add(metric.heading()));
    TextTable table = new TextTable(headings);
    for (Entrant entrant : scenario.entrants()) {
      if (entrant.tuned() == tuned) {
        table.add(row(entrant.name(), more));
      }
    }
    return table;
  }

  private List<String> row(String entrant, Set<Metric> more) {
    List<String> cells = new ArrayList<>();
    cells.add(entrant);
    Optional<Spread> rate = scores.spread(entrant, Metric.RATE);
    int failures = scores.failures(entrant);
    cells.add(rate.map(it -> Metric.RATE.format(it.min())).orElse("failed"));
    cells.add(rate.map(it -> Metric.RATE.format(it.median())).orElse(""));
    cells.add(
        rate.map(it -> Metric.RATE.format(it.max())).orElse("")
            + (rate.isPresent() && failures > 0 ? " (" + failures + " failed)" : ""));
    for (Metric metric : more) {
      cells.add(scores.spread(entrant, metric).map(it -> metric.format(it.median())).orElse(""));
    }
    return cells;
  }

  /** The subject compared with everybody else. */
  List<Ratio> ratios() {
    List<Ratio> ratios = new ArrayList<>();
    Set<Metric> metrics = EnumSet.of(Metric.RATE);
    metrics.addAll(scenario.shown());
    Entrant subject = scenario.subject();
    for (Metric metric : metrics) {
      for (Entrant other : scenario.entrants()) {
        if (!other.equals(subject)) {
          scores
              .ratio(subject.name(), other.name(), metric)
              .map(it -> new Ratio(scenario.name(), metric, subject.name(), other.name(), it))
              .ifPresent(ratios::add);
        }
      }
    }
    scenario
        .budget()
        .flatMap(
            budget ->
                scores
                    .ratio(subject.name(), budget, Metric.JOB)
                    .map(it -> ratio(subject, budget.text(), it)))
        .ifPresent(ratios::add);
    return ratios;
  }

  private Ratio ratio(Entrant subject, String to, double value) {
    return new Ratio(scenario.name(), Metric.JOB, subject.name(), to, value);
  }
}
