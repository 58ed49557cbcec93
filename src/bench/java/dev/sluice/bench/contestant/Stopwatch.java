package dev.sluice.bench.contestant;

/**
 * Runs from the first beginning to the last end, however many tasks there are. One for the JVM,
 * because Hadoop makes the objects that begin and end. Thread-safe.
 */
final class Stopwatch {

  /** The one of this JVM. */
  static final Stopwatch SHARED = new Stopwatch();

  private boolean begun;
  private long preparedNanos = Long.MIN_VALUE;
  private long beginNanos;
  private long endNanos;

  private Stopwatch() {}

  /** All before was preparation, which is not part of the job. */
  synchronized void prepared() {
    preparedNanos = System.nanoTime();
  }

  /** When the job began: at this time, or when it was prepared. */
  synchronized long jobNanos(long startNanos) {
    return preparedNanos == Long.MIN_VALUE ? startNanos : preparedNanos;
  }

  /** Something begins; only the first counts. */
  synchronized void begin() {
    if (!begun) {
      begun = true;
      beginNanos = System.nanoTime();
    }
  }

  /** Something has ended; only the last counts. */
  synchronized void end() {
    endNanos = System.nanoTime();
  }

  synchronized double seconds() {
    return (endNanos - beginNanos) / 1e9;
  }
}
