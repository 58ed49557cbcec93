package dev.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which scenarios are played, and how large they are. */
final class Program {

  private Program() {}

  /**
   * What the options ask for. A scenario in which none of those asked for takes part is left out.
   *
   * @throws IllegalArgumentException if there is no such scenario, or nothing is left
   */
  static List<Scenario> of(BenchOptions options) {
    List<String> known = Scenarios.ALL.stream().map(Scenario::name).toList();
    for (String name : options.scenarios) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "there is no scenario " + name + ", only " + String.join(", ", known));
      }
    }
    List<Scenario> program =
        Scenarios.ALL.stream()
            .filter(it -> options.scenarios.isEmpty() || options.scenarios.contains(it.name()))
            .map(it -> sized(it, options))
            .filter(it -> !it.entrants().isEmpty())
            .toList();
    if (program.isEmpty()) {
      throw new IllegalArgumentException(
          "none of " + String.join(", ", options.only) + " takes part in a scenario asked for");
    }
    return program;
  }

  private static Scenario sized(Scenario scenario, BenchOptions options) {
    Scenario chosen =
        scenario.only(it -> options.only.isEmpty() || options.only.contains(it.name()));
    Scenario timed = options.quick ? chosen.quick() : chosen;
    return timed
        .documents(options.docs.orElse(timed.documents()))
        .size(options.size.orElse(timed.size()));
  }

  /** The scenarios with a line about each, for the help. */
  static String[] list() {
    List<String> lines = new ArrayList<>(List.of("", "Scenarios:"));
    for (Scenario scenario : Scenarios.ALL) {
      lines.add(String.format(Locale.ROOT, "  %-18s%s", scenario.name(), scenario.about()));
    }
    return lines.toArray(String[]::new);
  }
}
