package dev.sluice.report;

import java.util.Arrays;
import java.util.Map;

/** A value for each {@link Measure}. Immutable. */
public final class Measures {

  public static final Measures NONE = new Measures(new long[Measure.values().length]);

  private final long[] values;

  private Measures(long[] values) {
    this.values = values;
  }

  /** The given values; the others are zero. */
  public static Measures of(Map<Measure, Long> some) {
    long[] values = new long[Measure.values().length];
    some.forEach((measure, value) -> values[measure.ordinal()] = value);
    return new Measures(values);
  }

  public long get(Measure measure) {
    return values[measure.ordinal()];
  }

  public Measures plus(Measures other) {
    long[] sums = values.clone();
    Arrays.setAll(sums, i -> sums[i] + other.values[i]);
    return new Measures(sums);
  }

  public Measures minus(Measures other) {
    long[] sums = values.clone();
    Arrays.setAll(sums, i -> sums[i] - other.values[i]);
    return new Measures(sums);
  }

  /** A part of each value, rounded; the whole for 1. */
  Measures share(double part) {
    if (part >= 1) {
      return this;
    }
    long[] parts = values.clone();
    Arrays.setAll(parts, i -> Math.round(parts[i] * part));
    return new Measures(parts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Measures && Arrays.equals(values, ((Measures) other).values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
