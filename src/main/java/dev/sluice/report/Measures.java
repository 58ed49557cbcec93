package dev.sluice.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongBinaryOperator;

/** A value for each {@link Measure}. Immutable. */
public final class Measures {

  public static final Measures NONE = of(new EnumMap<>(Measure.class));

  private final Map<Measure, Long> values;

  private Measures(Map<Measure, Long> values) {
    this.values = values;
  }

  /** The given values; the others are zero. */
  public static Measures of(Map<Measure, Long> some) {
    Map<Measure, Long> values = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      values.put(measure, some.getOrDefault(measure, 0L));
    }
    return new Measures(values);
  }

  public long get(Measure measure) {
    return values.get(measure);
  }

  public Measures plus(Measures other) {
    return combined(other, Long::sum);
  }

  public Measures minus(Measures other) {
    return combined(other, (all, some) -> all - some);
  }

  private Measures combined(Measures other, LongBinaryOperator operator) {
    Map<Measure, Long> all = new EnumMap<>(values);
    other.values.forEach(
        (measure, value) -> all.put(measure, operator.applyAsLong(get(measure), value)));
    return new Measures(all);
  }

  /** A part of each value, rounded; the whole for 1. */
  Measures share(double part) {
    if (part >= 1) {
      return this;
    }
    Map<Measure, Long> parts = new EnumMap<>(values);
    parts.replaceAll((measure, value) -> Math.round(value * part));
    return new Measures(parts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Measures && values.equals(((Measures) other).values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
