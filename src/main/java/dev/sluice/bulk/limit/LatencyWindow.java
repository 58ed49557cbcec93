package dev.sluice.bulk.limit;

import java.util.Arrays;

/** The latest latencies of a search, and their 95th percentile. Guarded by the engine's lock. */
final class LatencyWindow {

  private static final int MOST = 20;
  private static final double RANK = 0.95;

  private final long[] nanos = new long[MOST];
  private int count;
  private int next;

  /** Adds a latency; the oldest of more than 20 is forgotten. */
  void add(long latency) {
    nanos[next] = latency;
    next = (next + 1) % MOST;
    count = Math.min(count + 1, MOST);
  }

  int count() {
    return count;
  }

  /** The 95th percentile by nearest rank: the largest of fewer than 20; 0 for none. */
  long p95() {
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(RANK * count) - 1];
  }

  void clear() {
    count = 0;
    next = 0;
  }
}
