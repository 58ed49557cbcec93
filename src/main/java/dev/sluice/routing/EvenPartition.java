package dev.sluice.routing;

import java.util.stream.LongStream;

/**
 * Partitions a sequence of weighted items into consecutive parts. The largest part is as small as
 * possible, and the others are as close to the average as that allows. Items can have labels, and
 * each part may have a limited number of labels.
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
   * Partitions a sequence.
   *
   * @param weights at least as many as parts
   * @return the end of each part, exclusive; no part is empty
   */
  static int[] ends(long[] weights, int parts) {
    return ends(weights, new int[weights.length], parts, 1);
  }

  /**
   * Partitions a sequence with labels.
   *
   * @param labels the label of each item, from 0, ascending without gaps
   * @param most the maximum labels of a part; times the parts at least the number of labels
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

  /** The minimum number of parts if none may be heavier; stored for every suffix. */
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

  /** Whether the part is closer to the average with the item after its end. */
  private boolean isNearer(int start, int end, double mean) {
    return (before[end] + before[end + 1]) / 2.0 - before[start] <= mean;
  }
}
