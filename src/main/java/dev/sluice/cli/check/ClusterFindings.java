package dev.sluice.cli.check;

import dev.sluice.cli.run.HumanNumbers;
import dev.sluice.client.cluster.Cluster;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.http.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges a cluster: versions, nodes, and then what {@link NodeFindings} says about them. */
final class ClusterFindings {

  private static final String NODES = "data nodes";

  private ClusterFindings() {}

  static List<Finding> of(ClusterFacts facts) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        facts.cluster().map(ClusterFindings::versions).orElseGet(() -> unlisted("versions")));
    findings.add(facts.health.finding("health", ClusterFindings::health));
    findings.add(facts.cluster().isPresent() ? reachable(facts) : unlisted(NODES));
    findings.addAll(NodeFindings.of(facts));
    return findings;
  }

  private static Finding unlisted(String name) {
    return Finding.unseen(name, "grant " + Questions.CLUSTER_MONITOR);
  }

  static Finding versions(Cluster cluster) {
    String oldest = cluster.oldestVersion().toString();
    String newest = cluster.newestVersion().toString();
    String runs = cluster.distribution() + " " + oldest;
    Optional<String> refusal = cluster.distribution().whyNotWrite(cluster.oldestVersion());
    if (refusal.isPresent()) {
      return Finding.bad("versions", runs, refusal.get());
    }
    return oldest.equals(newest)
        ? Finding.ok("versions", runs)
        : Finding.look(
            "versions", runs + " to " + newest, "finish the upgrade of the nodes before the load");
  }

  static Finding health(JsonTree health) {
    String status = health.at("status").text().orElse("unknown");
    long unassigned = health.at("unassigned_shards").number().orElse(0);
    long moving = health.at("relocating_shards").number().orElse(0);
    String figure = status + (unassigned > 0 ? ", " + shards(unassigned) + " unassigned" : "");
    switch (status) {
      case "red":
        return Finding.bad(
            "health",
            figure,
            "primary shards are missing: GET _cluster/allocation/explain says why");
      case "green":
        return moving == 0
            ? Finding.ok("health", figure)
            : Finding.look(
                "health",
                figure + ", " + shards(moving) + " relocating",
                "wait until no shard moves: relocation competes with the load");
      default:
        return Finding.look(
            "health", figure, "replicas are missing: add nodes, or lower number_of_replicas");
    }
  }

  private static String shards(long count) {
    return HumanNumbers.count(count) + (count == 1 ? " shard" : " shards");
  }

  static Finding reachable(ClusterFacts facts) {
    List<Node> nodes = facts.listed();
    List<Node> silent =
        nodes.stream().filter(node -> !facts.isReachable(node)).collect(Collectors.toList());
    int count = nodes.size() - silent.size();
    String figure = count + " of " + nodes.size() + " reachable from here";
    if (silent.isEmpty()) {
      return Finding.ok(NODES, figure);
    }
    String first = silent.get(0).httpAddress().orElse("an unknown address");
    String advice =
        count > 0
            ? first + " does not answer: open it in the firewall, or start the node"
            : "requests go only to the nodes in "
                + ConnectionSettings.NODES
                + ", for example a proxy: "
                + first
                + " does not answer";
    return Finding.look(NODES, figure, advice);
  }
}
