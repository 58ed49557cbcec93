package dev.sluice.cli;

import java.time.Duration;

/** How far a job has come at one moment. Immutable. */
final class Snapshot {

  private final long nanos;
  private final long documents;
  private final long rejected;
  private final double share;

  /**
   * A moment of a job.
   *
   * @param nanos since the job was submitted
   * @param documents written so far
   * @param rejected so far
   * @param share of the input done, 0 to 1
   */
  Snapshot(long nanos, long documents, long rejected, double share) {
    this.nanos = nanos;
    this.documents = documents;
    this.rejected = rejected;
    this.share = Math.min(Math.max(share, 0), 1);
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
  long rateSince(Snapshot earlier) {
    return rate(documents - earlier.documents, nanos - earlier.nanos);
  }

  private static long rate(long documents, long nanos) {
    return nanos <= 0 ? 0 : Math.round(documents * 1e9 / nanos);
  }

  /** The time left if the rest goes as fast as what is done; zero where nobody can tell yet. */
  Duration left() {
    return share <= 0 ? Duration.ZERO : Duration.ofNanos((long) (nanos / share * (1 - share)));
  }
}
