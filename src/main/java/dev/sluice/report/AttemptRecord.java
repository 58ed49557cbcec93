package dev.sluice.report;

import java.util.Map;
import java.util.Optional;

/** What the report knows about one task attempt. Immutable. */
public final class AttemptRecord {

  final String attempt;
  final Outcome outcome;
  final Map<String, Long> counts;
  final Map<String, Long> bytesByNode;
  final StageTimes times;
  private final TaskHistory history;

  /** How an attempt ended. */
  public enum Outcome {
    COMMITTED,
    FAILED,
    /** Not ended, or killed. */
    UNFINISHED
  }

  private AttemptRecord(
      String attempt,
      Outcome outcome,
      Map<String, Long> counts,
      Map<String, Long> bytesByNode,
      StageTimes times,
      TaskHistory history) {
    this.attempt = attempt;
    this.outcome = outcome;
    this.counts = counts;
    this.bytesByNode = bytesByNode;
    this.times = times;
    this.history = history;
  }

  /**
   * The record of an attempt.
   *
   * @param counts the counters, by name in lower case
   */
  public static AttemptRecord of(
      String attempt,
      Outcome outcome,
      Map<String, Long> counts,
      Map<String, Long> bytesByNode,
      StageTimes times,
      Optional<TaskHistory> history) {
    return new AttemptRecord(attempt, outcome, counts, bytesByNode, times, history.orElse(null));
  }

  /** The attempt id. */
  public String attempt() {
    return attempt;
  }

  Optional<TaskHistory> history() {
    return Optional.ofNullable(history);
  }

  long count(String counter) {
    return counts.getOrDefault(counter, 0L);
  }

  /** From its start to its last update; 0 if unknown. */
  long millis() {
    return history == null ? 0 : history.updatedMillis() - history.startedMillis();
  }
}
