package dev.sluice.bench;

import java.util.Collection;
import java.util.Optional;

/** The least, the middle and the most of some values. */
record Spread(double min, double median, double max) {

  /** Of values that are there at all. */
  static Optional<Spread> of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      return Optional.empty();
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return Optional.of(new Spread(sorted[0], median, sorted[sorted.length - 1]));
  }
}
