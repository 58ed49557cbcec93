package dev.sluice.cli.check;

import static dev.sluice.cli.run.HumanNumbers.bytes;

import dev.sluice.client.cluster.JsonTree;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Judges the disks of the data nodes by the watermarks of the cluster. */
final class DiskFinding {

  private static final String NAME = "disk";

  private DiskFinding() {}

  static Finding of(ClusterFacts facts) {
    JsonTree settings = facts.disk.tree();
    List<NodeFacts> nodes = facts.dataNodes();
    Optional<Watermark> high = Watermark.of("high", settings);
    if (!high.isPresent()) {
      long free = nodes.stream().mapToLong(DiskFinding::available).sum();
      return Finding.look(
          NAME,
          bytes(free) + " free, watermarks are off",
          "set cluster.routing.allocation.disk.threshold_enabled to true");
    }
    NodeFacts fullest =
        nodes.stream().min(Comparator.comparingLong(node -> room(node, high.get()))).get();
    String figure =
        bytes(Math.max(0, total(nodes, high.get())))
            + " to the high watermark, "
            + bytes(available(fullest))
            + " free on "
            + fullest.name();
    return Finding.of(level(fullest, settings), NAME, figure, advice(fullest, settings));
  }

  private static Level level(NodeFacts node, JsonTree settings) {
    if (isAbove("high", node, settings)) {
      return Level.BAD;
    }
    return isAbove("low", node, settings) ? Level.LOOK : Level.OK;
  }

  private static String advice(NodeFacts node, JsonTree settings) {
    String free = ": free space on " + node.name() + ", or add nodes";
    if (isAbove("flood_stage", node, settings)) {
      return "above the flood stage, indices become read-only" + free;
    }
    return isAbove("high", node, settings)
        ? "above the high watermark, shards move away" + free
        : "above the low watermark, no shard is created there" + free;
  }

  private static boolean isAbove(String watermark, NodeFacts node, JsonTree settings) {
    return Watermark.of(watermark, settings).filter(mark -> room(node, mark) < 0).isPresent();
  }

  /** The bytes that all data nodes can take up to the high watermark; empty if unknown. */
  static OptionalLong room(ClusterFacts facts) {
    Optional<Watermark> high = Watermark.of("high", facts.disk.tree());
    return high.isPresent() && !facts.dataNodes().isEmpty()
        ? OptionalLong.of(total(facts.dataNodes(), high.get()))
        : OptionalLong.empty();
  }

  private static long total(List<NodeFacts> nodes, Watermark mark) {
    return nodes.stream().mapToLong(node -> Math.max(0, room(node, mark))).sum();
  }

  private static long room(NodeFacts node, Watermark mark) {
    return available(node) - mark.free(node.stat("fs", "total", "total_in_bytes"));
  }

  private static long available(NodeFacts node) {
    return node.stat("fs", "total", "available_in_bytes");
  }
}
