package dev.sluice.report;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;

/** How long a task, or several, spent on each {@link Stage}. Immutable. */
public final class StageTimes {

  public static final StageTimes NONE = new StageTimes(new EnumMap<>(Stage.class));

  private final Map<Stage, Long> nanos;

  private StageTimes(Map<Stage, Long> nanos) {
    this.nanos = nanos;
  }

  /** Times in nanoseconds; missing stages are zero. */
  public static StageTimes ofNanos(Map<Stage, Long> times) {
    Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    nanos.putAll(times);
    return new StageTimes(nanos);
  }

  /** Times in milliseconds; missing stages are zero. */
  public static StageTimes ofMillis(Map<Stage, Long> times) {
    Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    times.forEach((stage, time) -> nanos.put(stage, TimeUnit.MILLISECONDS.toNanos(time)));
    return ofNanos(nanos);
  }

  public long nanos(Stage stage) {
    return nanos.getOrDefault(stage, 0L);
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
    return combined(other, Long::sum);
  }

  /** The times since an earlier state of the same tasks. */
  public StageTimes minus(StageTimes before) {
    return combined(before, (all, some) -> all - some);
  }

  private StageTimes combined(StageTimes other, LongBinaryOperator operator) {
    Map<Stage, Long> all = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      all.put(stage, operator.applyAsLong(nanos(stage), other.nanos(stage)));
    }
    return new StageTimes(all);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StageTimes
        && Arrays.stream(Stage.values())
            .allMatch(stage -> nanos(stage) == ((StageTimes) other).nanos(stage));
  }

  @Override
  public int hashCode() {
    return Arrays.stream(Stage.values()).map(this::nanos).collect(Collectors.toList()).hashCode();
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
