package dev.sluice.hbase.scan;

import java.util.concurrent.atomic.AtomicLong;

/** What happened to the scanners of a task. Thread-safe. */
final class ReadCounts {

  private final AtomicLong renewals = new AtomicLong();
  private final AtomicLong restarts = new AtomicLong();

  void renewed() {
    renewals.incrementAndGet();
  }

  void restarted() {
    restarts.incrementAndGet();
  }

  /** The renewals of leases since the last call. */
  long takeRenewals() {
    return renewals.getAndSet(0);
  }

  /** The restarts since the last call. */
  long takeRestarts() {
    return restarts.getAndSet(0);
  }
}
