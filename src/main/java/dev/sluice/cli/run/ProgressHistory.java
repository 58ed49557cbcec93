package dev.sluice.cli.run;

import java.time.Duration;

/**
 * The progress of a job so far: estimates the time left, and detects a stall. Used by one thread.
 */
final class ProgressHistory {

  /** Shorter pauses are normal between batches. */
  private static final long REST_NANOS = Duration.ofSeconds(5).toNanos();

  private ProgressSnapshot begun;
  private ProgressSnapshot moved = new ProgressSnapshot(0, 0, 0, 0);

  /** Adds a snapshot. */
  void add(ProgressSnapshot now) {
    // Containers can start late: the clock runs from the first document.
    if (begun == null && now.share() > 0) {
      begun = now;
    }
    if (!now.standsStillSince(moved)) {
      moved = now;
    }
  }

  /** The time left; zero if unknown, or if the job is stalled. */
  Duration left(ProgressSnapshot now) {
    return begun == null || rested(now) > 0 ? Duration.ZERO : now.leftBy(begun);
  }

  /**
   * What a stalled job waits for, such as {@code waiting for Elasticsearch at http://es-1:9200 for
   * 20s}; empty otherwise.
   */
  String waiting(ProgressSnapshot now) {
    long rested = rested(now);
    if (rested == 0 || now.share() >= 1) {
      return "";
    }
    String time = HumanNumbers.time(Duration.ofNanos(rested));
    return now.waitingFor().map(what -> "waiting for " + what + " for ").orElse("no progress for ")
        + time;
  }

  private long rested(ProgressSnapshot now) {
    long nanos = now.nanos() - moved.nanos();
    return nanos < REST_NANOS ? 0 : nanos;
  }
}
