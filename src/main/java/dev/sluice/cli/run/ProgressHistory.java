package dev.sluice.cli.run;

import java.time.Duration;

/**
 * The course of a job so far, as far as it tells how long the rest takes and whether anything
 * moves. Used by one thread.
 */
final class ProgressHistory {

  /** Rests shorter than this are how batches go. */
  private static final long REST_NANOS = Duration.ofSeconds(5).toNanos();

  private ProgressSnapshot begun;
  private ProgressSnapshot moved = new ProgressSnapshot(0, 0, 0, 0);

  /** One more moment. */
  void add(ProgressSnapshot now) {
    // Containers come when they come: the clock runs from the first document.
    if (begun == null && now.share() > 0) {
      begun = now;
    }
    if (!now.standsStillSince(moved)) {
      moved = now;
    }
  }

  /** The time left; zero where nobody can tell yet, or nothing moves. */
  Duration left(ProgressSnapshot now) {
    return begun == null || rested(now) > 0 ? Duration.ZERO : now.leftBy(begun);
  }

  /**
   * What the job waits for, such as {@code waiting for Elasticsearch at http://es-1:9200 for 20s};
   * empty while it moves.
   */
  String waiting(ProgressSnapshot now) {
    long rested = rested(now);
    if (rested == 0 || now.share() >= 1) {
      return "";
    }
    String time = HumanNumbers.time(Duration.ofNanos(rested));
    return now.waitingFor().map(what -> "waiting for " + what + " for ").orElse("no document for ")
        + time;
  }

  private long rested(ProgressSnapshot now) {
    long nanos = now.nanos() - moved.nanos();
    return nanos < REST_NANOS ? 0 : nanos;
  }
}
