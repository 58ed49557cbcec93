package dev.sluice.routing;

import java.util.stream.LongStream;

/**
 * Partitions a row of things with weights into consecutive parts, of which the largest is as small
 * as it can be and the others as near to the mean as that lets them. Things can have labels, of
 * which each part takes a limited number.
 */
final class EvenPartition {

  private final long[] before;
  private final int[] labels;
  private final int most;
  private final int[] reach;
  private final int[] needed;

  private EvenPartition(long[] weights, int[] labels, int most) {
    this.labels = labels;
    this.most = most;
    before = new long[weights.length + 1];
    for (int i = 0; i < weights.length; i++) {
      before[i + 1] = before[i] + weights[i];
    }
    reach = new int[weights.length];
    needed = new int[weights.length + 1];
  }

  /**
   * Cuts.
   *
   * @param weights at least as many as parts
   * @return where each part ends, exclusive; no part is empty
   */
  static int[] ends(long[] weights, int parts) {
    return ends(weights, new int[weights.length], parts, 1);
  }

  /**
   * Cuts with labels.
   *
   * @param labels of each thing, from 0, in ascending order without gaps
   * @param most how many labels a part may have; times parts at least as many as there are
   */
  static int[] ends(long[] weights, int[] labels, int parts, int most) {
    EvenPartition cut = new EvenPartition(weights, labels, most);
    long enough = cut.before[weights.length];
    long tooLittle = LongStream.of(weights).max().orElse(0) - 1;
    while (enough - tooLittle > 1) {
      long middle = tooLittle + (enough - tooLittle) / 2;
      if (cut.partsNeeded(middle) <= parts) {
        enough = middle;
      } else {
        tooLittle = middle;
      }
    }
    cut.partsNeeded(enough);
    return cut.even(parts);
  }

  /** How many parts there must be at least if none may be heavier; noted for every suffix. */
  private int partsNeeded(long heaviest) {
    int end = labels.length;
    for (int start = labels.length - 1; start >= 0; start--) {
      while (before[end] - before[start] > heaviest || labels[end - 1] - labels[start] >= most) {
        end--;
      }
      reach[start] = end;
      needed[start] = needed[end] + 1;
    }
    return needed[0];
  }

  private int[] even(int parts) {
    int[] ends = new int[parts];
    int start = 0;
    for (int part = 0; part < parts; part++) {
      int behind = parts - part - 1;
      int last = Math.min(reach[start], labels.length - behind);
      double mean = (before[labels.length] - before[start]) / (behind + 1.0);
      int end = start + 1;
      while (end < last && (needed[end] > behind || isNearer(start, end, mean))) {
        end++;
      }
      ends[part] = end;
      start = end;
    }
    return ends;
  }

  /** Whether the part comes nearer to the mean with the thing behind its end. */
  private boolean isNearer(int start, int end, double mean) {
    return (before[end] + before[end + 1]) / 2.0 - before[start] <= mean;
  }
}
