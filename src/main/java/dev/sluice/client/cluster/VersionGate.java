package dev.sluice.client.cluster;

import dev.sluice.client.http.Distribution;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.Node;
import dev.sluice.client.http.NodeAddress;
import dev.sluice.client.http.ServerVersion;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses clusters that Sluice cannot use: nodes that are too old, and a list of nodes that mixes
 * Elasticsearch and OpenSearch. Each call blocks.
 */
public final class VersionGate {

  private static final Logger log = LoggerFactory.getLogger(VersionGate.class);

  private static final int FORBIDDEN = 403;

  private final NodeFailover control;
  private final Discovery discovery;

  public VersionGate(NodeFailover control, Discovery discovery) {
    this.control = control;
    this.discovery = discovery;
  }

  /**
   * Checks that Sluice can write to the cluster, as far as the credentials allow.
   *
   * @throws ElasticsearchException with one line that says what is wrong
   */
  public void checkWritable() throws ElasticsearchException {
    check(Distribution::whyNotWrite);
  }

  /**
   * Checks that Sluice can read from the cluster, as far as the credentials allow.
   *
   * @return the nodes of the cluster; none if the credentials do not allow listing them
   * @throws ElasticsearchException with one line that says what is wrong
   */
  public List<Node> checkReadable() throws ElasticsearchException {
    return check(Distribution::whyNotRead);
  }

  private List<Node> check(BiFunction<Distribution, ServerVersion, Optional<String>> reason)
      throws ElasticsearchException {
    checkKinds();
    Cluster cluster;
    try {
      cluster = discovery.cluster();
    } catch (ElasticsearchException e) {
      if (e.status() != FORBIDDEN) {
        throw e;
      }
      log.debug("The credentials do not allow listing the nodes", e);
      Greeting greeting = Greeting.of(control);
      if (greeting.version().isPresent()) {
        refuse(reason.apply(greeting.distribution(), greeting.version().get()));
      }
      return Collections.emptyList();
    }
    refuse(
        reason
            .apply(cluster.distribution(), cluster.oldestVersion())
            .map(text -> text + ": " + cluster));
    return cluster.nodes();
  }

  private static void refuse(Optional<String> reason) throws ElasticsearchException {
    if (reason.isPresent()) {
      throw new ElasticsearchException(0, "", reason.get());
    }
  }

  /** Asks each of several given nodes, since any of them can answer any other request. */
  private void checkKinds() throws ElasticsearchException {
    List<NodeAddress> given = discovery.given();
    Map<Distribution, NodeAddress> kinds = new EnumMap<>(Distribution.class);
    for (NodeAddress node : given.size() == 1 ? Collections.<NodeAddress>emptyList() : given) {
      kindOf(node).ifPresent(kind -> kinds.putIfAbsent(kind, node));
    }
    if (kinds.size() > 1) {
      throw new ElasticsearchException(
          0,
          "",
          "The nodes given belong to different clusters: "
              + kinds.entrySet().stream()
                  .map(kind -> kind.getValue() + " runs " + kind.getKey())
                  .collect(Collectors.joining(", "))
              + ". Give nodes of one cluster only, not "
              + given);
    }
  }

  /** The kind of one node; empty if it does not answer, since others may. */
  private Optional<Distribution> kindOf(NodeAddress address) {
    try {
      return Greeting.areRecent(discovery.nodesOf(address))
          ? Optional.of(Distribution.ELASTICSEARCH)
          : Greeting.of(address, control, Discovery::soon).map(Greeting::distribution);
    } catch (IOException e) {
      log.debug("Not comparing a node that does not answer", e);
      return Optional.empty();
    }
  }
}
