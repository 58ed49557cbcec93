package dev.sluice.hbase.scan;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the lease renewals and restarts of a task's scanners. Thread-safe. */
final class ReadCounts {

  private final AtomicLong renewals = new AtomicLong();
  private final AtomicLong restarts = new AtomicLong();

  void renewed() {
    renewals.incrementAndGet();
  }

  void restarted() {
    restarts.incrementAndGet();
  }

  /** The lease renewals since the last call. */
  long takeRenewals() {
    return renewals.getAndSet(0);
  }

  /** The restarts since the last call. */
  long takeRestarts() {
    return restarts.getAndSet(0);
  }
}
