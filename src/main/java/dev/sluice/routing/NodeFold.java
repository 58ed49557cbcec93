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
 * Groups regions routed by {@link RowRanges} into tasks that each write to as few nodes as
 * possible: one node if there are as many tasks as nodes. Within that the largest task is as small
 * as possible. If the node of a shard is unknown, each shard counts as its own node. The same input
 * gives the same tasks.
 */
public final class NodeFold {

  private final RowRanges ranges;
  private final List<String> nodes;

  private NodeFold(RowRanges ranges, List<String> nodes) {
    this.ranges = ranges;
    this.nodes = nodes;
  }

  /**
   * Groups pieces of regions.
   *
   * @param pieces any number, each in one range
   * @param nodes the node of each shard; missing and empty ones are unknown
   * @param tasks at least 1; with fewer pieces than that, each piece is a task
   * @return the tasks, each piece in exactly one, in the order of their first keys
   */
  public static List<RegionGroup> fold(
      List<Region> pieces, RowRanges ranges, List<String> nodes, int tasks) {
    if (pieces.isEmpty()) {
      return Collections.emptyList();
    }
    return new NodeFold(ranges, nodes).fold(RegionFold.sized(pieces), tasks);
  }

  private List<RegionGroup> fold(List<Region> pieces, int tasks) {
    List<List<Region>> byNode = byNode(pieces);
    int count = Math.min(tasks, pieces.size());
    List<RegionGroup> groups = count < byNode.size() ? shared(byNode, count) : own(byNode, count);
    groups.sort(Comparator.comparing(group -> group.regions().get(0), Region::compareStart));
    return groups;
  }

  private List<List<Region>> byNode(List<Region> pieces) {
    Map<String, List<Region>> byNode = new TreeMap<>();
    for (Region piece : pieces) {
      byNode.computeIfAbsent(node(piece), node -> new ArrayList<>()).add(piece);
    }
    byNode.values().forEach(its -> its.sort(Region::compareStart));
    return new ArrayList<>(byNode.values());
  }

  /** Assigns separate tasks to each node. */
  private static List<RegionGroup> own(List<List<Region>> byNode, int tasks) {
    int[] shares = TaskShares.of(byNode, tasks);
    List<RegionGroup> groups = new ArrayList<>();
    for (int node = 0; node < shares.length; node++) {
      List<Region> pieces = byNode.get(node);
      groups.addAll(groups(pieces, EvenPartition.ends(bytes(pieces), shares[node])));
    }
    return groups;
  }

  /** Assigns several nodes to each task, as few as possible. */
  private static List<RegionGroup> shared(List<List<Region>> byNode, int tasks) {
    List<Region> pieces = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int node = 0; node < byNode.size(); node++) {
      pieces.addAll(byNode.get(node));
      labels.addAll(Collections.nCopies(byNode.get(node).size(), node));
    }
    int most = (byNode.size() + tasks - 1) / tasks;
    int[] nodes = labels.stream().mapToInt(Integer::intValue).toArray();
    return groups(pieces, EvenPartition.ends(bytes(pieces), nodes, tasks, most));
  }

  private static long[] bytes(List<Region> pieces) {
    return pieces.stream().mapToLong(Region::bytes).toArray();
  }

  private static List<RegionGroup> groups(List<Region> pieces, int[] ends) {
    return IntStream.range(0, ends.length)
        .mapToObj(i -> group(pieces.subList(i == 0 ? 0 : ends[i - 1], ends[i])))
        .collect(Collectors.toList());
  }

  private static RegionGroup group(List<Region> regions) {
    Bin bin = new Bin();
    regions.forEach(bin::add);
    return bin.toGroup();
  }

  /** The name of the node that a piece is written to, or of its shard. */
  private String node(Region piece) {
    int shard = ranges.of(piece.start());
    String node = shard < nodes.size() ? nodes.get(shard) : "";
    return node.isEmpty() ? String.format(Locale.ROOT, "shard %06d", shard) : "node " + node;
  }
}
