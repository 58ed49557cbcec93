package dev.sluice.cli.run;

import java.time.Duration;
import java.util.Optional;

/** The progress of a job at one moment. Immutable. */
final class ProgressSnapshot {

  private final long nanos;
  private final long documents;
  private final long rejected;
  private final double share;
  private final String waitingFor;

  /**
   * A snapshot.
   *
   * @param nanos since the job was submitted
   * @param documents written so far
   * @param rejected so far
   * @param share of the input done, 0 to 1
   */
  ProgressSnapshot(long nanos, long documents, long rejected, double share) {
    this(nanos, documents, rejected, share, null);
  }

  private ProgressSnapshot(
      long nanos, long documents, long rejected, double share, String waitingFor) {
    this.nanos = nanos;
    this.documents = documents;
    this.rejected = rejected;
    this.share = Math.min(Math.max(share, 0), 1);
    this.waitingFor = waitingFor;
  }

  /** The same, with the reason why documents wait. */
  ProgressSnapshot waitingFor(Optional<String> what) {
    return new ProgressSnapshot(nanos, documents, rejected, share, what.orElse(null));
  }

  /** The reason why documents that were read are not done; a phrase. */
  Optional<String> waitingFor() {
    return Optional.ofNullable(waitingFor);
  }

  /** Whether nothing was written or rejected since an earlier moment. */
  boolean standsStillSince(ProgressSnapshot earlier) {
    return documents == earlier.documents && rejected == earlier.rejected;
  }

  long nanos() {
    return nanos;
  }

  long documents() {
    return documents;
  }

  long rejected() {
    return rejected;
  }

  double share() {
    return share;
  }

  /** Documents per second since the job was submitted. */
  long rate() {
    return rate(documents, nanos);
  }

  /** Documents per second since an earlier moment. */
  long rateSince(ProgressSnapshot earlier) {
    return rate(documents - earlier.documents, nanos - earlier.nanos);
  }

  private static long rate(long documents, long nanos) {
    return nanos <= 0 ? 0 : Math.round(documents * 1e9 / nanos);
  }

  /** The time left at the speed since an earlier moment; zero if unknown. */
  Duration leftBy(ProgressSnapshot earlier) {
    double done = share - earlier.share;
    return done <= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) ((nanos - earlier.nanos) / done * (1 - share)));
  }
}
