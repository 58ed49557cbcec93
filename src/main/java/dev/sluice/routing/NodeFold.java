package dev.sluice.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Folds regions whose rows go to shards by {@link RowRanges} into tasks that each write to as few
 * nodes as there can be: one where there are as many tasks as nodes. Within that the largest task
 * is as small as it can be. Where nobody knows yet which node will hold a shard, each shard counts
 * as a node of its own. The same input gives the same tasks.
 */
public final class NodeFold {

  private final RowRanges ranges;
  private final List<String> nodes;

  private NodeFold(RowRanges ranges, List<String> nodes) {
    this.ranges = ranges;
    this.nodes = nodes;
  }

  /**
   * Folds.
   *
   * @param pieces none or more, each in one range
   * @param nodes the node of each shard; fewer than shards, or empty ones, are not known
   * @param tasks at least 1; with fewer pieces than that, each is a task
   * @return the tasks, each piece in exactly one, in the order of their first keys
   */
  public static List<RegionGroup> fold(
      List<Region> pieces, RowRanges ranges, List<String> nodes, int tasks) {
    if (pieces.isEmpty()) {
      return Collections.emptyList();
    }
    return new NodeFold(ranges, nodes).fold(RegionFold.sized(pieces), tasks);
  }

  private List<RegionGroup> fold(List<Region> unsorted, int tasks) {
    List<Region> pieces = new ArrayList<>(unsorted);
    pieces.sort(Comparator.comparing(this::node).thenComparing(Region::compareStart));
    int[] labels = labels(pieces);
    int count = Math.min(tasks, pieces.size());
    int known = labels[labels.length - 1] + 1;
    long[] bytes = pieces.stream().mapToLong(Region::bytes).toArray();
    int[] ends = EvenCut.ends(bytes, labels, count, (known + count - 1) / count);
    return IntStream.range(0, count)
        .mapToObj(task -> pieces.subList(task == 0 ? 0 : ends[task - 1], ends[task]))
        .map(NodeFold::group)
        .sorted(Comparator.comparing(group -> group.regions().get(0), Region::compareStart))
        .collect(Collectors.toList());
  }

  private static RegionGroup group(List<Region> regions) {
    Bin bin = new Bin();
    regions.forEach(bin::add);
    return bin.toGroup();
  }

  /** What stands for the node that a piece is written to. */
  private String node(Region piece) {
    int shard = ranges.of(piece.start());
    String node = shard < nodes.size() ? nodes.get(shard) : "";
    return node.isEmpty() ? String.format(Locale.ROOT, "shard %06d", shard) : "node " + node;
  }

  private int[] labels(List<Region> sorted) {
    Map<String, Integer> numbers = new TreeMap<>();
    List<Integer> labels = new ArrayList<>();
    for (Region piece : sorted) {
      String node = node(piece);
      Integer number = numbers.putIfAbsent(node, numbers.size());
      labels.add(number == null ? numbers.size() - 1 : number);
    }
    return labels.stream().mapToInt(Integer::intValue).toArray();
  }
}
