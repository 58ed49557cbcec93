package dev.sluice.client;

import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the nodes of the cluster to send to and keeps those that answer at the address they
 * publish; if none does, as behind a proxy or an address translation, the given nodes stay. Asks
 * once at first, and again at most every few minutes. Thread-safe: one thread asks, the others go
 * on with the nodes known.
 */
final class Discovery {

  private static final Logger log = LoggerFactory.getLogger(Discovery.class);

  private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** So many that do not answer, and none that does: the addresses are not meant for us. */
  private static final int HOPELESS = 2;

  private static final String NODES =
      "/_nodes/http?filter_path=nodes.*.name,nodes.*.version,nodes.*.roles,"
          + "nodes.*.http.publish_address";

  private final ConnectionOptions options;
  private final Control control;
  private final Nodes nodes;
  private final Ticker ticker;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean wanted;
  private volatile boolean succeeded;
  private final AtomicLong nextNanos;

  /** By URL, in lower case. */
  private volatile Map<String, String> names = Collections.emptyMap();

  Discovery(ConnectionOptions options, Control control, Nodes nodes, Ticker ticker) {
    this.options = options;
    this.control = control;
    this.nodes = nodes;
    this.ticker = ticker;
    nextNanos = new AtomicLong(ticker.nanos());
    wanted = options.discovery() && options.nodes().stream().allMatch(Discovery::isBare);
  }

  /** Every node of the cluster. */
  Cluster cluster() throws ElasticsearchException {
    String scheme = options.nodes().get(0).host().getSchemeName();
    List<Node> found =
        control.ask(HttpCall.get(NODES), answer -> nodesOf(JsonTree.read(answer), scheme));
    names =
        found.stream()
            .filter(node -> node.httpAddress().isPresent())
            .collect(
                Collectors.toMap(node -> key(node.httpAddress().get()), Node::name, (a, b) -> a));
    return new Cluster(found);
  }

  /**
   * Every node of the cluster.
   *
   * @throws ElasticsearchException also where one is older than 7.15
   */
  Cluster supportedCluster() throws ElasticsearchException {
    Cluster cluster = cluster();
    if (cluster.oldestVersion().compareTo(ServerVersion.OLDEST) < 0) {
      throw new ElasticsearchException(
          0,
          "",
          "The cluster runs Elasticsearch "
              + cluster.oldestVersion()
              + " but must run "
              + ServerVersion.OLDEST
              + " or later: "
              + cluster);
    }
    return cluster;
  }

  private static String key(String url) {
    return url.toLowerCase(Locale.ROOT);
  }

  /** What the node at an address is called; its host and port where that is not known. */
  String nameOf(NodeAddress address) {
    return names.getOrDefault(key(address.toString()), address.host().toHostString());
  }

  private static List<Node> nodesOf(JsonTree reply, String scheme) throws IOException {
    List<Node> found = new ArrayList<>();
    for (Map.Entry<String, JsonTree> entry : reply.at("nodes").fields().entrySet()) {
      JsonTree node = entry.getValue();
      Set<String> roles = new LinkedHashSet<>();
      node.at("roles").items().forEach(role -> role.text().ifPresent(roles::add));
      found.add(
          new Node(
              entry.getKey(),
              node.at("name").text().orElse(entry.getKey()),
              node.at("http", "publish_address").text().map(at -> url(scheme, at)).orElse(null),
              version(node),
              roles));
    }
    if (found.isEmpty()) {
      throw Json.strange("it names no nodes");
    }
    return found;
  }

  private static ServerVersion version(JsonTree node) throws IOException {
    try {
      return ServerVersion.of(node.at("version").text().orElse(""));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A published address is {@code ip:port}, or {@code name/ip:port} where it was given by name. */
  static String url(String scheme, String published) {
    int slash = published.indexOf('/');
    if (slash < 0) {
      return scheme + "://" + published;
    }
    return scheme
        + "://"
        + published.substring(0, slash)
        + published.substring(published.lastIndexOf(':'));
  }

  /** Looks for nodes if it is time to. Never fails: the given nodes stay. May block. */
  void refresh() {
    if (!wanted || ticker.nanos() - nextNanos.get() < 0 || !busy.compareAndSet(false, true)) {
      return;
    }
    try {
      nextNanos.set(ticker.nanos() + AGAIN_NANOS);
      List<NodeAddress> found = answering(cluster());
      if (!found.isEmpty()) {
        nodes.found(found);
        succeeded = true;
        log.debug("Sending to {}", found);
      } else if (!succeeded) {
        wanted = false;
        log.info("No node answers at the address it publishes; keeping to {}", options.nodes());
      }
    } catch (ElasticsearchException e) {
      log.debug("Keeping to the nodes known, because the cluster did not name its own", e);
    } finally {
      busy.set(false);
    }
  }

  /** Whether nodes answer at the addresses they publish. Looks now. */
  boolean findsNodes() throws ElasticsearchException {
    return options.nodes().stream().allMatch(Discovery::isBare) && !answering(cluster()).isEmpty();
  }

  private static boolean isBare(NodeAddress node) {
    return node.prefix().isEmpty();
  }

  private List<NodeAddress> answering(Cluster cluster) {
    List<NodeAddress> good = new ArrayList<>();
    int bad = 0;
    for (Node node : cluster.nodes()) {
      if (bad == HOPELESS && good.isEmpty()) {
        break;
      }
      if (options.role().isOf(node) && node.httpAddress().isPresent()) {
        Optional<NodeAddress> address = answering(node.httpAddress().get(), node.id());
        address.ifPresent(good::add);
        bad += address.isPresent() ? 0 : 1;
      }
    }
    return good;
  }

  private Optional<NodeAddress> answering(String url, String id) {
    HttpCall call = HttpCall.get("/_nodes/_local/http?filter_path=nodes.*.name");
    try {
      NodeAddress address = NodeAddress.parse(url);
      boolean same =
          control.askOne(
              address,
              call,
              answer ->
                  answer.isOk() && JsonTree.read(answer).at("nodes").fields().containsKey(id));
      return same ? Optional.of(address) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      log.debug("Leaving out a node", e);
      return Optional.empty();
    }
  }
}
