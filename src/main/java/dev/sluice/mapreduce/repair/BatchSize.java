package dev.sluice.mapreduce.repair;

/**
 * How many ids a task looks up together, so that their documents need little memory: begins with
 * few, doubles, and shrinks when documents are large. Not thread-safe.
 */
final class BatchSize {

  private static final int FIRST = 5;
  private static final int MOST = 50;
  private static final long BYTES = 4 << 20;

  private int ids = FIRST;

  /** The number of ids of the next batch. */
  int next() {
    return ids;
  }

  /** Whether a batch needs to be looked up before more is added. */
  boolean isFull(int batch, long bytes) {
    return batch >= MOST || bytes >= BYTES;
  }

  /** A batch had documents of this size altogether. */
  void had(int batch, long bytes) {
    long fits = bytes == 0 ? MOST : Math.max(1, BYTES * batch / bytes);
    ids = (int) Math.min(Math.min(MOST, 2L * batch), fits);
  }
}
