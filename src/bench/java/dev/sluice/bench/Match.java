package dev.sluice.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The rounds of one scenario. In each, every entrant does a small run and a large one, on an index
 * of its own; who begins changes from round to round.
 */
final class Match {

  private final Scenario scenario;
  private final Course course;
  private final int rounds;
  private final PrintStream progress;
  private final Scores scores = new Scores();

  Match(Scenario scenario, Course course, int rounds, PrintStream progress) {
    this.scenario = scenario;
    this.course = course;
    this.rounds = rounds;
    this.progress = progress;
  }

  /** Plays them all. */
  Scores play() throws IOException, InterruptedException {
    List<Entrant> order = new ArrayList<>(scenario.entrants());
    // Whoever came first would find a cold server.
    course.run(order.get(0), scenario.fewerDocuments(), "warm-up");
    for (int round = 1; round <= rounds; round++) {
      for (Entrant entrant : order) {
        play(entrant, round);
      }
      Collections.rotate(order, -1);
    }
    return scores;
  }

  private void play(Entrant entrant, int round) throws IOException, InterruptedException {
    String name = entrant.name();
    Optional<Course.Lap> small =
        entrant.tuned()
            ? Optional.empty()
            : course.run(entrant, scenario.fewerDocuments(), round + "-small");
    Optional<Course.Lap> large = course.run(entrant, scenario.documents(), round + "-large");
    if (large.isEmpty() || (small.isEmpty() && !entrant.tuned())) {
      scores.fail(name);
      progress.printf("  round %d  %-30s failed, see %s%n", round, name, course.logs());
      return;
    }
    Course.Lap lap = large.get();
    double rate = scenario.documents() / lap.measurement().seconds();
    scores.add(name, round, Metric.RATE, rate);
    scores.add(name, round, Metric.JOB, lap.measurement().jobSeconds());
    lap.counted().forEach((metric, value) -> scores.add(name, round, metric, value));
    small.ifPresent(it -> scores.add(name, round, Metric.CPU, cpuMicros(it, lap)));
    progress.printf("  round %d  %-30s %s docs/s%n", round, name, Metric.RATE.format(rate));
  }

  private double cpuMicros(Course.Lap small, Course.Lap large) {
    double less = small.measurement().cpuSeconds();
    double more = large.measurement().cpuSeconds();
    return 1e6 * new Slope(less, scenario.fewerDocuments(), more, scenario.documents()).perItem();
  }
}
