package dev.sluice.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The rounds of one scenario. In each, every entrant does a large run on an index of its own, and a
 * small one where CPU is measured. Each is among the first in one round and among the last in
 * another, since servers become faster.
 */
final class Rounds {

  private final Scenario scenario;
  private final RunExecutor course;
  private final int rounds;
  private final PrintStream progress;
  private final Scores scores = new Scores();

  Rounds(Scenario scenario, RunExecutor course, int rounds, PrintStream progress) {
    this.scenario = scenario;
    this.course = course;
    this.rounds = rounds;
    this.progress = progress;
  }

  /** Plays them all. */
  Scores play() throws IOException, InterruptedException {
    List<Entrant> order = new ArrayList<>(scenario.entrants());
    warmUp(order.get(0));
    for (int round = 1; round <= rounds; round++) {
      for (Entrant entrant : order) {
        play(entrant, round);
      }
      Collections.rotate(order, -Math.max(1, order.size() / rounds));
    }
    return scores;
  }

  /** Whoever came first would find a cold server. */
  private void warmUp(Entrant entrant) throws IOException, InterruptedException {
    try {
      course.run(entrant, scenario.warmUpDocuments(), "warm-up");
    } catch (FailedRunException e) {
      say("warm-up", entrant, "failed: " + e.getMessage());
    }
  }

  private void play(Entrant entrant, int round) throws IOException, InterruptedException {
    try {
      Optional<RunExecutor.Lap> small =
          scenario.measuresCpu() && !entrant.tuned()
              ? Optional.of(course.run(entrant, scenario.fewerDocuments(), round + "-small"))
              : Optional.empty();
      RunExecutor.Lap large = course.run(entrant, scenario.documents(), round + "-large");
      double rate = scenario.documents() / large.measurement().seconds();
      note(entrant, round, Metric.RATE, rate);
      note(entrant, round, Metric.JOB, large.measurement().jobSeconds());
      large.counted().forEach((metric, value) -> note(entrant, round, metric, value));
      small.ifPresent(it -> note(entrant, round, Metric.CPU, cpuMicros(it, large)));
      say("round " + round, entrant, Metric.RATE.format(rate) + " docs/s");
    } catch (FailedRunException e) {
      scores.fail(entrant.name());
      say("round " + round, entrant, "failed: " + e.getMessage());
    }
  }

  private void note(Entrant entrant, int round, Metric metric, double value) {
    scores.add(entrant.name(), round, metric, value);
  }

  private void say(String when, Entrant entrant, String what) {
    progress.printf("  %-9s %-30s %s%n", when, entrant.name(), what);
  }

  private double cpuMicros(RunExecutor.Lap small, RunExecutor.Lap large) {
    double less = small.measurement().cpuSeconds();
    double more = large.measurement().cpuSeconds();
    return 1e6 * new Slope(less, scenario.fewerDocuments(), more, scenario.documents()).perItem();
  }
}
