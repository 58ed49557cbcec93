package dev.sluice.client.cluster;

import dev.sluice.client.http.Distribution;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.Node;
import dev.sluice.client.http.NodeAddress;
import dev.sluice.client.http.ServerVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server says about itself in its reply to {@code GET /}. Immutable. */
final class Greeting {

  private static final Logger log = LoggerFactory.getLogger(Greeting.class);

  private final Distribution distribution;
  private final Optional<ServerVersion> version;

  private Greeting(Distribution distribution, Optional<ServerVersion> version) {
    this.distribution = distribution;
    this.version = version;
  }

  /** The greeting of the cluster; Elasticsearch of an unknown version if it refuses. */
  static Greeting of(NodeFailover control) throws ElasticsearchException {
    try {
      return control.ask(request(), answer -> read(JsonTree.read(answer)));
    } catch (ElasticsearchException e) {
      if (e.status() == 0) {
        throw e;
      }
      log.debug("Assuming Elasticsearch, because the cluster refused GET /", e);
      return new Greeting(Distribution.ELASTICSEARCH, Optional.empty());
    }
  }

  /** The same for one node; empty if it refuses. */
  static Optional<Greeting> of(
      NodeAddress node, NodeFailover control, UnaryOperator<HttpRequest> limit) throws IOException {
    return control.askOne(
        node,
        limit.apply(request()),
        answer -> answer.isOk() ? Optional.of(read(JsonTree.read(answer))) : Optional.empty());
  }

  /**
   * The kind of server that nodes run. Asks the cluster only if their versions do not tell.
   *
   * @param limit applied to the request
   * @throws ElasticsearchException also if the cluster refuses {@code GET /}
   */
  static Distribution distributionOf(
      List<Node> nodes, NodeFailover control, UnaryOperator<HttpRequest> limit)
      throws ElasticsearchException {
    if (areRecent(nodes)) {
      return Distribution.ELASTICSEARCH;
    }
    try {
      return control.ask(limit.apply(request()), answer -> read(JsonTree.read(answer)))
          .distribution;
    } catch (ElasticsearchException e) {
      if (e.status() == 0) {
        throw e;
      }
      throw new ElasticsearchException(
          0,
          "",
          "Cannot tell whether the cluster runs Elasticsearch or OpenSearch. Its nodes have version "
              + nodes.get(0).version()
              + ", and GET / was refused ("
              + e.getMessage()
              + "): allow GET /, or upgrade Elasticsearch to "
              + Distribution.ELASTICSEARCH.oldestToRead()
              + " or later",
          e);
    }
  }

  /** Whether the versions are those of a supported Elasticsearch, which OpenSearch does not use. */
  static boolean areRecent(List<Node> nodes) {
    return nodes.stream()
        .map(Node::version)
        .allMatch(version -> version.compareTo(Distribution.ELASTICSEARCH.oldestToRead()) >= 0);
  }

  private static HttpRequest request() {
    return HttpRequest.get("/");
  }

  private static Greeting read(JsonTree reply) {
    return new Greeting(
        Distribution.named(
            reply.at("version", "distribution").text().orElse(""),
            reply.at("tagline").text().orElse("")),
        reply.at("version", "number").text().flatMap(ServerVersion::parse));
  }

  Distribution distribution() {
    return distribution;
  }

  /** Its version, unless it is unknown. */
  Optional<ServerVersion> version() {
    return version;
  }
}
