package dev.sluice.client.cluster;

import dev.sluice.client.http.Distribution;
import dev.sluice.client.http.Node;
import dev.sluice.client.http.ServerVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A snapshot of the nodes of a cluster, at least one. Immutable. */
public final class Cluster {

  private final Distribution distribution;
  private final List<Node> nodes;

  Cluster(Distribution distribution, List<Node> nodes) {
    this.distribution = distribution;
    this.nodes = Collections.unmodifiableList(new ArrayList<>(nodes));
  }

  /** The kind of server that the nodes run. */
  public Distribution distribution() {
    return distribution;
  }

  /** All nodes. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The oldest version of all nodes. */
  public ServerVersion oldestVersion() {
    return nodes.stream().map(Node::version).min(ServerVersion::compareTo).get();
  }

  /** The newest version of all nodes. */
  public ServerVersion newestVersion() {
    return nodes.stream().map(Node::version).max(ServerVersion::compareTo).get();
  }

  @Override
  public String toString() {
    return nodes.toString();
  }
}
