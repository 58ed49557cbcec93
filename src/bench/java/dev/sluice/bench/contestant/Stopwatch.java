package dev.sluice.bench.contestant;

/**
 * Runs from the first beginning to the last end, however many tasks there are. One for the JVM,
 * because Hadoop makes the objects that begin and end. Thread-safe.
 */
final class Stopwatch {

  /** The one of this JVM. */
  static final Stopwatch SHARED = new Stopwatch();

  private boolean begun;
  private long beginNanos;
  private long endNanos;

  private Stopwatch() {}

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
