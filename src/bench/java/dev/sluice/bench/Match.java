package dev.sluice.bench;

import dev.sluice.bench.contestant.Measurement;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The rounds of one scenario. In each, every entrant does a small run and one four times as large,
 * on an index of its own; who begins changes from round to round.
 */
final class Match {

  private static final int SMALL_PART = 4;

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
    course.run(order.get(0), scenario.documents() / SMALL_PART, "warm-up");
    for (int round = 1; round <= rounds; round++) {
      for (Entrant entrant : order) {
        play(entrant, round);
      }
      Collections.rotate(order, -1);
    }
    return scores;
  }

  private void play(Entrant entrant, int round) throws IOException, InterruptedException {
    long many = scenario.documents();
    long fewer = many / SMALL_PART;
    Optional<Course.Lap> small =
        entrant.tuned() ? Optional.empty() : course.run(entrant, fewer, round + "-small");
    Optional<Course.Lap> large = course.run(entrant, many, round + "-large");
    if (large.isEmpty()) {
      scores.fail(entrant.name());
      progress.printf("  round %d  %-30s failed, see %s%n", round, entrant.name(), course.logs());
      return;
    }
    Course.Lap lap = large.get();
    Measurement measured = lap.measurement();
    double rate = many / measured.seconds();
    scores.add(entrant.name(), round, Metric.RATE, rate);
    scores.add(entrant.name(), round, Metric.JOB, measured.jobSeconds());
    lap.counted().forEach((metric, value) -> scores.add(entrant.name(), round, metric, value));
    small.ifPresent(
        it ->
            scores.add(
                entrant.name(),
                round,
                Metric.CPU,
                1e6
                    * new Slope(it.measurement().cpuSeconds(), fewer, measured.cpuSeconds(), many)
                        .perItem()));
    progress.printf(
        "  round %d  %-30s %s docs/s%n", round, entrant.name(), Metric.RATE.format(rate));
  }
}
