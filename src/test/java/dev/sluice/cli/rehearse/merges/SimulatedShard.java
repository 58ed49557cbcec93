package dev.sluice.cli.rehearse.merges;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A shard whose segments are merged as Lucene's TieredMergePolicy does it: if there are more than
 * allowed, the ten that are most alike in size are merged. A document is a byte here, so that sizes
 * count both.
 */
final class SimulatedShard {

  private static final double FLOOR = 2 << 20;
  private static final double MOST = 5L << 30;
  private static final int TEN = 10;

  private final Random random;
  private final List<Double> segments = new ArrayList<>();
  private double written;
  private double merged;

  SimulatedShard(long seed) {
    random = new Random(seed);
  }

  /** Flushes a segment whose size differs from that given by up to this part of it. */
  void flush(double bytes, double spread) {
    double size = bytes * (1 + spread * (2 * random.nextDouble() - 1));
    segments.add(size);
    written += size;
    List<Double> next = nextMerge();
    while (!next.isEmpty()) {
      double sum = next.stream().mapToDouble(each -> each).sum();
      next.forEach(segments::remove);
      segments.add(sum);
      merged += sum;
      next = nextMerge();
    }
  }

  /** How often a document was merged, on average. */
  double levels() {
    return merged / written;
  }

  private List<Double> nextMerge() {
    List<Double> eligible = new ArrayList<>(segments);
    eligible.removeIf(each -> each > MOST / 2);
    eligible.sort(Comparator.reverseOrder());
    List<Double> best = List.of();
    if (eligible.size() <= allowed(eligible)) {
      return best;
    }
    double bestScore = Double.MAX_VALUE;
    for (int from = 0; from < eligible.size(); from++) {
      List<Double> merge = new ArrayList<>();
      double sum = 0;
      boolean full = false;
      for (double each : eligible.subList(from, eligible.size())) {
        if (merge.size() == TEN) {
          break;
        } else if (sum + each > MOST) {
          full = true;
        } else {
          merge.add(each);
          sum += each;
        }
      }
      double floored = merge.stream().mapToDouble(each -> Math.max(FLOOR, each)).sum();
      double skew = full ? 1.0 / TEN : Math.max(FLOOR, merge.get(0)) / floored;
      double score = skew * Math.pow(sum, 0.05);
      boolean enough = full || merge.size() == TEN || best.isEmpty();
      if (merge.size() > 1 && enough && score < bestScore) {
        best = merge;
        bestScore = score;
      }
    }
    return best;
  }

  private static double allowed(List<Double> sizes) {
    double left = sizes.stream().mapToDouble(each -> each).sum();
    double level = Math.max(FLOOR, sizes.stream().mapToDouble(each -> each).min().orElse(0));
    double allowed = 0;
    while (left / level >= TEN && level < MOST) {
      allowed += TEN;
      left -= TEN * level;
      level = Math.min(MOST, TEN * level);
    }
    return Math.max(TEN, allowed + Math.ceil(left / level));
  }
}
