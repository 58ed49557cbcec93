package dev.sluice.client.cluster;

import dev.sluice.client.http.Node;
import dev.sluice.client.http.ServerVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The nodes of a cluster at one moment, at least one. Immutable. */
public final class Cluster {

  private final List<Node> nodes;

  Cluster(List<Node> nodes) {
    this.nodes = Collections.unmodifiableList(new ArrayList<>(nodes));
  }

  /** Every node. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The oldest version that any node runs. */
  public ServerVersion oldestVersion() {
    return nodes.stream().map(Node::version).min(ServerVersion::compareTo).get();
  }

  /** The newest version that any node runs. */
  public ServerVersion newestVersion() {
    return nodes.stream().map(Node::version).max(ServerVersion::compareTo).get();
  }

  @Override
  public String toString() {
    return nodes.toString();
  }
}
