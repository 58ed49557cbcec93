package dev.sluice.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What every entrant reached in every round. A run that failed has no values. For one thread. */
final class Scores {

  private final Map<String, Map<Metric, SortedMap<Integer, Double>>> values = new LinkedHashMap<>();
  private final Map<String, Integer> failures = new LinkedHashMap<>();

  /** Notes a value. */
  void add(String entrant, int round, Metric metric, double value) {
    values
        .computeIfAbsent(entrant, name -> new EnumMap<>(Metric.class))
        .computeIfAbsent(metric, name -> new TreeMap<>())
        .put(round, value);
  }

  /** Notes that a run did not do its work. */
  void fail(String entrant) {
    failures.merge(entrant, 1, Integer::sum);
  }

  /** How many runs of an entrant failed. */
  int failures(String entrant) {
    return failures.getOrDefault(entrant, 0);
  }

  /** The values of an entrant by round. */
  SortedMap<Integer, Double> values(String entrant, Metric metric) {
    return values.getOrDefault(entrant, Map.of()).getOrDefault(metric, new TreeMap<>());
  }

  Optional<Spread> spread(String entrant, Metric metric) {
    return Spread.of(values(entrant, metric).values());
  }

  /**
   * How many times as much one entrant has as a budget: the median of the ratios of each round that
   * all finished.
   */
  Optional<Double> ratio(String of, Budget budget, Metric metric) {
    List<Double> ratios = new ArrayList<>();
    values(of, metric)
        .forEach(
            (round, value) -> {
              double sum = 0;
              for (Map.Entry<String, Double> share : budget.shares().entrySet()) {
                Double other = values(share.getKey(), metric).get(round);
                sum += other == null ? Double.NaN : share.getValue() * other;
              }
              if (sum > 0) {
                ratios.add(value / sum);
              }
            });
    return Spread.of(ratios).map(Spread::median);
  }

  /**
   * How many times as much one entrant has as another: the median of the ratios of each round that
   * both finished, so that what slows a whole round down cancels. A slope below zero is noise, and
   * counts as a round that was not finished.
   */
  Optional<Double> ratio(String of, String to, Metric metric) {
    SortedMap<Integer, Double> others = values(to, metric);
    List<Double> ratios = new ArrayList<>();
    values(of, metric)
        .forEach(
            (round, value) -> {
              Double other = others.get(round);
              if (other != null && other > 0 && value >= 0) {
                ratios.add(value / other);
              }
            });
    return Spread.of(ratios).map(Spread::median);
  }
}
