package dev.sluice.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Moves regions from the largest task to smaller ones, or swaps a region with a smaller one, until
 * the largest task is small enough. Each step makes two tasks more equal, so it terminates. Not
 * thread-safe.
 */
final class Rebalancer {

  private final List<Bin> bins;
  private final double most;

  private Rebalancer(List<Bin> bins, double most) {
    this.bins = new ArrayList<>(bins);
    this.most = most;
  }

  /**
   * Balances tasks in place as far as possible.
   *
   * @param most the target for the largest task
   */
  static void to(double most, List<Bin> bins) {
    Rebalancer balance = new Rebalancer(bins, most);
    while (balance.step()) {}
  }

  private boolean step() {
    bins.sort(Comparator.comparingLong(Bin::bytes));
    Bin fullest = bins.get(bins.size() - 1);
    if (fullest.bytes() <= most) {
      return false;
    }
    return bins.stream().limit(bins.size() - 1).anyMatch(bin -> move(fullest, bin))
        || bins.stream().limit(bins.size() - 1).anyMatch(bin -> swap(fullest, bin));
  }

  /** Moves the region that makes the two tasks most equal, if any does. */
  private static boolean move(Bin from, Bin to) {
    long gap = from.bytes() - to.bytes();
    Region best = null;
    for (Region region : from.regions()) {
      if (helps(region.bytes(), gap)
          && (best == null || isNearerHalf(region.bytes(), best.bytes(), gap))) {
        best = region;
      }
    }
    if (best == null) {
      return false;
    }
    from.remove(best);
    to.add(best);
    return true;
  }

  private static boolean helps(long bytes, long gap) {
    return bytes > 0 && bytes < gap;
  }

  private static boolean isNearerHalf(long bytes, long best, long gap) {
    return Math.abs(2 * bytes - gap) < Math.abs(2 * best - gap);
  }

  private static boolean swap(Bin from, Bin to) {
    long gap = from.bytes() - to.bytes();
    Region bestOut = null;
    Region bestIn = null;
    for (Region out : from.regions()) {
      for (Region in : to.regions()) {
        long moved = out.bytes() - in.bytes();
        if (helps(moved, gap)
            && (bestOut == null || isNearerHalf(moved, bestOut.bytes() - bestIn.bytes(), gap))) {
          bestOut = out;
          bestIn = in;
        }
      }
    }
    if (bestOut == null) {
      return false;
    }
    from.remove(bestOut);
    to.remove(bestIn);
    from.add(bestIn);
    to.add(bestOut);
    return true;
  }
}
