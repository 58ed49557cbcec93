package dev.sluice.cli.check;

import dev.sluice.client.cluster.Cluster;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What was read about a cluster. Immutable. */
final class ClusterFacts {

  static final String HEALTH = "/_cluster/health";

  static final String INFO =
      "/_nodes/thread_pool?filter_path=nodes.*.name,nodes.*.thread_pool.write";

  static final String DISK =
      "/_cluster/settings?include_defaults=true&filter_path=*.cluster.routing.allocation.disk";

  static final String STATS =
      "/_nodes/stats/fs,process,jvm,thread_pool,indexing_pressure?filter_path=nodes.*.name,"
          + "nodes.*.timestamp,nodes.*.roles,nodes.*.fs.total,"
          + "nodes.*.process.open_file_descriptors,nodes.*.process.max_file_descriptors,"
          + "nodes.*.jvm.mem.heap_used_percent,nodes.*.jvm.mem.heap_max_in_bytes,"
          + "nodes.*.thread_pool.write,nodes.*.indexing_pressure.memory";

  private final Cluster cluster;

  /** The ids of the data nodes that answer at their published address. */
  private final Set<String> reachable;

  final Answer health;
  final Answer info;
  final Answer disk;
  final Answer stats;

  /** The wall clock of this machine before and after the statistics were read. */
  final long beforeMillis;

  final long afterMillis;

  private ClusterFacts(
      Cluster cluster,
      Set<String> reachable,
      Answer[] answers,
      long beforeMillis,
      long afterMillis) {
    this.cluster = cluster;
    this.reachable = reachable;
    health = answers[0];
    info = answers[1];
    disk = answers[2];
    stats = answers[3];
    this.beforeMillis = beforeMillis;
    this.afterMillis = afterMillis;
  }

  /**
   * Asks the cluster. Blocks.
   *
   * @param cluster the nodes; null if the credentials do not allow listing them
   * @param reachable the ids of the data nodes that answer at their published address
   * @param clock milliseconds since 1970
   */
  static ClusterFacts read(
      Cluster cluster, Set<String> reachable, Questions questions, LongSupplier clock) {
    Answer health = questions.ask(HEALTH, Questions.CLUSTER_MONITOR);
    Answer info = questions.ask(INFO, Questions.CLUSTER_MONITOR);
    Answer disk = questions.ask(DISK, Questions.CLUSTER_MONITOR);
    long before = clock.getAsLong();
    Answer stats = questions.ask(STATS, Questions.CLUSTER_MONITOR);
    return new ClusterFacts(
        cluster, reachable, new Answer[] {health, info, disk, stats}, before, clock.getAsLong());
  }

  /** The nodes; empty if the credentials do not allow listing them. */
  Optional<Cluster> cluster() {
    return Optional.ofNullable(cluster);
  }

  /** The data nodes in the list of nodes. */
  List<Node> listed() {
    return cluster == null
        ? Collections.emptyList()
        : cluster.nodes().stream().filter(Node::holdsData).collect(Collectors.toList());
  }

  boolean isReachable(Node node) {
    return reachable.contains(node.id());
  }

  /** The data nodes in the statistics. */
  List<NodeFacts> dataNodes() {
    List<NodeFacts> nodes = new ArrayList<>();
    stats
        .tree()
        .at("nodes")
        .fields()
        .forEach(
            (id, node) -> {
              if (holdsData(node)) {
                String name = node.at("name").text().filter(n -> !n.isEmpty()).orElse(id);
                nodes.add(new NodeFacts(name, info.tree().at("nodes", id), node));
              }
            });
    return nodes;
  }

  private static boolean holdsData(JsonTree node) {
    return node.at("roles").texts().stream()
        .anyMatch(role -> role.startsWith("data") && !role.equals("data_frozen"));
  }

  /** Write threads of all data nodes; 0 if unknown. */
  long writeThreads() {
    return dataNodes().stream().mapToLong(node -> node.writeThreads().orElse(0)).sum();
  }

  /** Places in the write queues of all data nodes; 0 if unknown. */
  long writeQueue() {
    return dataNodes().stream().mapToLong(node -> node.writeQueue().orElse(0)).sum();
  }

  /** The indexing-pressure limit of all data nodes in bytes; 0 if unknown. */
  long pressureLimit() {
    return dataNodes().stream()
        .mapToLong(node -> node.stat("indexing_pressure", "memory", "limit_in_bytes"))
        .sum();
  }
}
