package dev.sluice.cli.check;

import java.util.OptionalLong;

/** What the judgement of a job needs to know about cluster and index; 0 if unknown. Immutable. */
final class Target {

  final int dataNodes;
  final int shards;
  final long writeThreads;
  final long writeQueue;
  final long pressureBytes;
  final OptionalLong diskRoom;

  Target(
      int dataNodes,
      int shards,
      long writeThreads,
      long writeQueue,
      long pressureBytes,
      OptionalLong diskRoom) {
    this.dataNodes = dataNodes;
    this.shards = shards;
    this.writeThreads = writeThreads;
    this.writeQueue = writeQueue;
    this.pressureBytes = pressureBytes;
    this.diskRoom = diskRoom;
  }

  static Target of(ClusterFacts cluster, int shards) {
    return new Target(
        cluster.dataNodes().size(),
        shards,
        cluster.writeThreads(),
        cluster.writeQueue(),
        cluster.pressureLimit(),
        DiskFinding.room(cluster));
  }

  /** The data nodes that hold primary shards, if they are spread evenly; at least 1. */
  int writingNodes() {
    return Math.max(1, Math.min(dataNodes, shards));
  }
}
