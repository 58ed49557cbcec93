package dev.sluice.bulk;

/** The mutable sums over requests behind {@link BulkCounts}. Guarded by the owner's lock. */
final class RunningCounts {
  long resent;
  long requests;
  long bytes;
  long refused;
  long requestNanos;
  long serverNanos;

  RunningCounts() {}

  /** Starts with what an earlier attempt has sent; its times are not those of this one. */
  RunningCounts(BulkCounts earlier) {
    resent = earlier.resent();
    requests = earlier.requests();
    bytes = earlier.bytes();
    refused = earlier.refused();
  }
}
