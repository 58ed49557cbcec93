package dev.sluice.client.cluster;

import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Distribution;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.Json;
import dev.sluice.client.http.Node;
import dev.sluice.client.http.NodeAddress;
import dev.sluice.client.http.Nodes;
import dev.sluice.client.http.ServerVersion;
import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discovers the nodes of the cluster and keeps those that answer at their published address. If
 * none answers, for example behind a proxy or address translation, the given nodes stay in use. It
 * looks once at the start, then at most every few minutes in the background. Thread-safe. During
 * discovery it owns daemon threads {@code sluice-probe}, which it stops afterwards.
 */
public final class Discovery {

  private static final Logger log = LoggerFactory.getLogger(Discovery.class);

  private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** Optional information is not awaited for the whole request timeout. */
  private static final Duration SOME_SECONDS = Duration.ofSeconds(5);

  /**
   * After this many unreachable addresses and none that answers, the published addresses are taken
   * as unreachable.
   */
  private static final int HOPELESS = 2;

  private static final int MOST_PROBES = 16;

  private static final String NODES =
      "/_nodes/http?filter_path=nodes.*.name,nodes.*.version,nodes.*.roles,"
          + "nodes.*.http.publish_address";

  private final ConnectionOptions options;
  private final NodeFailover control;
  private final Nodes nodes;
  private final Ticker ticker;
  private final Executor background;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean wanted;
  private volatile boolean succeeded;
  private final AtomicLong nextNanos;
  private volatile Distribution distribution;

  /** By URL, in lower case. */
  private volatile Map<String, String> names = Collections.emptyMap();

  /**
   * Starts without discovered nodes.
   *
   * @param background runs later discoveries while requests go on
   */
  public Discovery(
      ConnectionOptions options,
      NodeFailover control,
      Nodes nodes,
      Ticker ticker,
      Executor background) {
    this.options = options;
    this.control = control;
    this.nodes = nodes;
    this.ticker = ticker;
    this.background = background;
    nextNanos = new AtomicLong(ticker.nanos());
    wanted = options.discovery() && options.nodes().stream().allMatch(Discovery::isBare);
  }

  /** All nodes of the cluster. */
  public Cluster cluster() throws ElasticsearchException {
    return cluster(UnaryOperator.identity());
  }

  /** All nodes of the cluster, with a short timeout. */
  public Cluster clusterSoon() throws ElasticsearchException {
    return cluster(Discovery::soon);
  }

  private Cluster cluster(UnaryOperator<HttpRequest> limit) throws ElasticsearchException {
    List<Node> found =
        control.ask(
            limit.apply(HttpRequest.get(NODES)),
            answer -> nodesOf(JsonTree.read(answer), scheme()));
    names =
        found.stream()
            .filter(node -> node.httpAddress().isPresent())
            .collect(
                Collectors.toMap(node -> key(node.httpAddress().get()), Node::name, (a, b) -> a));
    if (distribution == null) {
      distribution = Greeting.distributionOf(found, control, limit);
    }
    return new Cluster(distribution, found);
  }

  /** Limits a request to some seconds. */
  static HttpRequest soon(HttpRequest call) {
    return call.within(SOME_SECONDS);
  }

  private String scheme() {
    return options.nodes().get(0).host().getSchemeName();
  }

  /** The nodes given by the user. */
  List<NodeAddress> given() {
    return options.nodes();
  }

  /** The nodes of the cluster according to one node. */
  List<Node> nodesOf(NodeAddress address) throws IOException {
    return control.askOne(
        address, soon(HttpRequest.get(NODES)), answer -> nodesOf(JsonTree.read(answer), scheme()));
  }

  /**
   * The kind of server that the cluster runs. Asks the cluster until it is known; credentials that
   * may not list the nodes are enough.
   */
  public Distribution distribution() throws ElasticsearchException {
    Distribution known = distribution;
    if (known != null) {
      return known;
    }
    try {
      return cluster().distribution();
    } catch (ElasticsearchException e) {
      if (e.status() != 403) {
        throw e;
      }
    }
    distribution = Greeting.of(control).distribution();
    return distribution;
  }

  private static String key(String url) {
    return url.toLowerCase(Locale.ROOT);
  }

  /** The name of the node at an address; its host and port if unknown. */
  public String nameOf(NodeAddress address) {
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
              url(scheme, node).orElse(null),
              version(node),
              roles));
    }
    if (found.isEmpty()) {
      throw Json.strange("it lists no nodes");
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

  private static Optional<String> url(String scheme, JsonTree node) {
    Optional<String> published = node.at("http", "publish_address").text();
    Optional<String> url = published.flatMap(text -> PublishedAddress.url(scheme, text));
    if (published.isPresent() && !url.isPresent()) {
      log.debug("Cannot parse the HTTP address published by a node: {}", published.get());
    }
    return url;
  }

  /** Starts a discovery in the background if it is due. Never fails and does not block. */
  public void refresh() {
    if (isDue()) {
      background.execute(this::look);
    }
  }

  private boolean isDue() {
    return wanted && ticker.nanos() - nextNanos.get() >= 0 && !busy.get();
  }

  /**
   * Discovers nodes if it is due. Never fails: the given nodes stay in use. Blocks for some seconds
   * at most for each given node that hangs, and once more for all discovered nodes.
   */
  public void look() {
    if (!isDue() || !busy.compareAndSet(false, true)) {
      return;
    }
    try {
      nextNanos.set(ticker.nanos() + AGAIN_NANOS);
      List<NodeAddress> found = answering(clusterSoon());
      if (!found.isEmpty()) {
        nodes.found(found);
        succeeded = true;
        log.debug("Sending requests to {}", found);
      } else if (!succeeded) {
        wanted = false;
        log.info(
            "No node answers at the address it publishes; using only the nodes given: {}",
            options.nodes());
      }
    } catch (ElasticsearchException e) {
      log.debug("Node discovery failed; using the nodes known so far", e);
    } finally {
      busy.set(false);
    }
  }

  /** Whether nodes answer at their published addresses. Blocks. */
  public boolean findsNodes() throws ElasticsearchException {
    return options.nodes().stream().allMatch(Discovery::isBare) && !answering(cluster()).isEmpty();
  }

  /**
   * The nodes of those given that answer at the address they publish. Blocks for some seconds for
   * every 16 nodes that do not.
   */
  public List<Node> reachable(List<Node> some) {
    List<Node> published =
        some.stream().filter(node -> node.httpAddress().isPresent()).collect(Collectors.toList());
    Set<String> good =
        answeringOf(published).stream().map(NodeAddress::toString).collect(Collectors.toSet());
    return published.stream()
        .filter(node -> good.contains(NodeAddress.parse(node.httpAddress().get()).toString()))
        .collect(Collectors.toList());
  }

  private static boolean isBare(NodeAddress node) {
    return node.prefix().isEmpty();
  }

  /** Probes many nodes concurrently, so that several hanging nodes take no longer than one. */
  private List<NodeAddress> answering(Cluster cluster) {
    List<Node> meant =
        cluster.nodes().stream()
            .filter(node -> options.role().isOf(node) && node.httpAddress().isPresent())
            .collect(Collectors.toList());
    int first = Math.min(HOPELESS, meant.size());
    List<NodeAddress> good = answeringOf(meant.subList(0, first));
    if (!good.isEmpty() || first < HOPELESS) {
      good.addAll(answeringOf(meant.subList(first, meant.size())));
    }
    return good;
  }

  private List<NodeAddress> answeringOf(List<Node> some) {
    List<NodeAddress> good = new ArrayList<>();
    int together = Math.max(1, Math.min(some.size(), MOST_PROBES));
    ExecutorService threads = Executors.newFixedThreadPool(together, Discovery::prober);
    try {
      List<Future<Optional<NodeAddress>>> asked = new ArrayList<>();
      for (Node node : some) {
        asked.add(threads.submit(() -> answering(node.httpAddress().get(), node.id())));
      }
      for (Future<Optional<NodeAddress>> each : asked) {
        each.get().ifPresent(good::add);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      log.debug("Skipping nodes that do not answer", e);
    } finally {
      threads.shutdownNow();
    }
    return good;
  }

  private static Thread prober(Runnable task) {
    Thread thread = new Thread(task, "sluice-probe");
    thread.setDaemon(true);
    return thread;
  }

  private Optional<NodeAddress> answering(String url, String id) {
    HttpRequest call =
        HttpRequest.get("/_nodes/_local/http?filter_path=nodes.*.name").within(SOME_SECONDS);
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
      log.debug("Skipping a node that does not answer", e);
      return Optional.empty();
    }
  }
}
