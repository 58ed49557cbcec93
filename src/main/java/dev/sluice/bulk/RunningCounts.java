package dev.sluice.bulk;

/** The mutable sums behind {@link BulkCounts}. Guarded by the owner's lock. */
final class RunningCounts {
  long given;
  long indexed;
  long deleted;
  long alreadyThere;
  long noop;
  long rejected;
  long unknown;
  long resent;
  long requests;
  long bytes;
  long refused;
  long requestNanos;
  long serverNanos;
}
