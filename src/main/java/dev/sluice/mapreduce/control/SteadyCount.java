package dev.sluice.mapreduce.control;

/**
 * The number of running tasks that tasks divide the rate by. A larger count takes effect at once,
 * so that the sum stays below the rate. A smaller one takes effect when it is found twice in a row,
 * because a task that ends is often followed by another. The first count is like a smaller one:
 * until then tasks divide by the largest possible number. Used by one thread.
 */
public final class SteadyCount {

  private int current = Integer.MAX_VALUE;
  private int last;

  /**
   * Adds a count.
   *
   * @return whether {@link #current} has changed
   */
  public boolean add(int count) {
    boolean again = last > 0 && count <= last;
    int next = count > current ? count : again ? Math.min(current, last) : current;
    last = count;
    boolean changed = count > 0 && next != current;
    if (changed) {
      current = next;
    }
    return changed;
  }

  /** The number to divide by. */
  public int current() {
    return current;
  }
}
