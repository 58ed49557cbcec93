package dev.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which scenarios are played, and how large they are. */
final class Program {

  private Program() {}

  /**
   * What the options ask for.
   *
   * @throws IllegalArgumentException if there is no such scenario, or nobody to take part
   */
  static List<Scenario> of(BenchOptions options) {
    List<String> known = Scenarios.ALL.stream().map(Scenario::name).toList();
    for (String name : options.scenarios) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "no scenario is named " + name + ", but one of " + String.join(", ", known));
      }
    }
    List<Scenario> program = new ArrayList<>();
    for (Scenario scenario : Scenarios.ALL) {
      if (options.scenarios.isEmpty() || options.scenarios.contains(scenario.name())) {
        program.add(sized(scenario, options));
      }
    }
    return program;
  }

  private static Scenario sized(Scenario scenario, BenchOptions options) {
    Scenario chosen =
        scenario.only(it -> options.only.isEmpty() || options.only.contains(it.name()));
    if (chosen.entrants().isEmpty()) {
      throw new IllegalArgumentException(
          "nobody of "
              + String.join(", ", options.only)
              + " takes part in "
              + scenario.name()
              + ", but "
              + String.join(", ", scenario.entrants().stream().map(Entrant::name).toList()));
    }
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
