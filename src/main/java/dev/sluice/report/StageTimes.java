package dev.sluice.report;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long a task, or several, spent on each {@link Stage}. Immutable. */
public final class StageTimes {

  public static final StageTimes NONE = new StageTimes(new long[Stage.values().length]);

  private final long[] nanos;

  private StageTimes(long[] nanos) {
    this.nanos = nanos;
  }

  /** Times in nanoseconds; missing stages are zero. */
  public static StageTimes ofNanos(Map<Stage, Long> times) {
    long[] nanos = new long[Stage.values().length];
    times.forEach((stage, time) -> nanos[stage.ordinal()] = time);
    return new StageTimes(nanos);
  }

  /** Times in milliseconds; missing stages are zero. */
  public static StageTimes ofMillis(Map<Stage, Long> times) {
    Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    times.forEach((stage, time) -> nanos.put(stage, TimeUnit.MILLISECONDS.toNanos(time)));
    return ofNanos(nanos);
  }

  public long nanos(Stage stage) {
    return nanos[stage.ordinal()];
  }

  public long millis(Stage stage) {
    return TimeUnit.NANOSECONDS.toMillis(nanos(stage));
  }

  /** The time of the writing thread: the sum of the stages that do not overlap. */
  public long writerNanos() {
    long sum = 0;
    for (Stage stage : Stage.values()) {
      sum += stage.isOfWriter() ? nanos(stage) : 0;
    }
    return sum;
  }

  /** The times of both. */
  public StageTimes plus(StageTimes other) {
    long[] sums = nanos.clone();
    Arrays.setAll(sums, i -> sums[i] + other.nanos[i]);
    return new StageTimes(sums);
  }

  /** The times since an earlier state of the same tasks. */
  public StageTimes minus(StageTimes before) {
    long[] sums = nanos.clone();
    Arrays.setAll(sums, i -> sums[i] - before.nanos[i]);
    return new StageTimes(sums);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StageTimes && Arrays.equals(nanos, ((StageTimes) other).nanos);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(nanos);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Stage stage : Stage.values()) {
      text.append(text.length() == 0 ? "" : ", ").append(stage.field()).append('=');
      text.append(millis(stage));
    }
    return text.toString();
  }
}
