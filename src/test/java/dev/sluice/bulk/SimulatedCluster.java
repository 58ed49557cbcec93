package dev.sluice.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Nodes of one kind. */
final class SimulatedCluster {

  /**
   * What the nodes are like.
   *
   * @param threads of the write pool of a node
   * @param queue how many parts of requests may wait for a thread
   * @param bytesHeld the bytes of the requests a node works at, at most (indexing pressure)
   * @param bytesPerThreadSecond how fast a thread indexes
   * @param partNanos what a part of a request costs beside its bytes
   * @param refusalShare what a refusal costs, as a share of what the work would
   * @param networkNanos how long a reply takes
   */
  record Shape(
      int nodes,
      int shardsPerNode,
      int threads,
      int queue,
      double bytesHeld,
      double bytesPerThreadSecond,
      long partNanos,
      double refusalShare,
      long networkNanos) {

    double bytesPerSecond() {
      return nodes * threads * bytesPerThreadSecond;
    }

    /**
     * Nodes with 16 threads, a heap of 30 GB of which a tenth may be held, and two shards each.
     *
     * @param bytesPerThreadSecond how fast a thread indexes
     */
    static Shape large(int nodes, double bytesPerThreadSecond) {
      return new Shape(nodes, 2, 16, 10_000, 3e9, bytesPerThreadSecond, 3_000_000, 0.1, 1_000_000);
    }
  }

  final List<SimulatedNode> nodes = new ArrayList<>();

  SimulatedCluster(Shape shape, SimulatedClock clock, Random random) {
    for (int i = 0; i < shape.nodes(); i++) {
      nodes.add(new SimulatedNode(shape, clock, random));
    }
  }
}
