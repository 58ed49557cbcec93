package dev.sluice.testing;

import dev.sluice.client.Connection;
import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.cluster.ErrorAdvice;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.HttpExecutor;
import dev.sluice.client.http.InFlightCalls;
import dev.sluice.client.http.Nodes;
import dev.sluice.client.http.Secrets;
import dev.sluice.client.lanes.LanePlan;
import dev.sluice.client.lanes.ShardLanes;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.routing.ShardFunction;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A cluster with one index, {@code pages}, as far as lanes ask about it: which shard a routing
 * value leads to, where primaries are, where nodes listen. All nodes are one scripted server.
 */
public final class FakeCluster implements Closeable {

  private final Deque<Closeable> open = new ArrayDeque<>();
  private final Map<String, UnaryOperator<String>> routes = new LinkedHashMap<>();
  private final Map<String, Integer> statuses = new LinkedHashMap<>();
  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final ScriptedServer server;
  private String[] primaries;

  private FakeCluster(ScriptedServer server) {
    this.server = server;
    open.push(server);
  }

  /** A cluster whose node {@code n1} listens where it says, with an index that routes so. */
  public static FakeCluster routingBy(ShardFunction function) throws IOException {
    FakeCluster cluster = new FakeCluster(ScriptedServer.start());
    cluster.server.then(cluster::answer);
    cluster.address("n1", cluster.server.url().substring("http://".length()));
    cluster.primaries = new String[function.shards()];
    Arrays.fill(cluster.primaries, "n1");
    cluster.settings("\"index.number_of_shards\":\"" + function.shards() + "\"");
    return cluster
        .on("GET /_nodes/_local/http", line -> "{\"nodes\":{\"n1\":{\"name\":\"one\"}}}")
        .on("GET /_nodes/http", line -> cluster.nodes())
        .on(
            "GET /_resolve/index/pages",
            line -> resolved("[{\"name\":\"pages\",\"attributes\":[\"open\"]}]", "[]", "[]"))
        .on("GET /pages/_search_shards?filter_path", line -> cluster.table())
        .on("GET /pages/_search_shards?routing", line -> shardsOf(function, line));
  }

  public static String resolved(String indices, String aliases, String streams) {
    return "{\"indices\":"
        + indices
        + ",\"aliases\":"
        + aliases
        + ",\"data_streams\":"
        + streams
        + "}";
  }

  private static String shardsOf(ShardFunction function, String line) {
    String value = line.replaceAll(".*routing=([^&]*).*", "$1");
    return function.shardsOf(value).stream()
        .map(shard -> "[{\"shard\":" + shard + "}]")
        .collect(Collectors.joining(",", "{\"shards\":[", "]}"));
  }

  private String nodes() {
    return addresses.entrySet().stream()
        .map(
            node ->
                "\""
                    + node.getKey()
                    + "\":{\"name\":\""
                    + node.getKey()
                    + "\",\"version\":\"8.19.21\",\"roles\":[\"data\"],\"http\":{\"publish_address\":\""
                    + node.getValue()
                    + "\"}}")
        .collect(Collectors.joining(",", "{\"nodes\":{", "}}"));
  }

  private String table() {
    List<String> shards = new ArrayList<>();
    for (int shard = 0; shard < primaries.length; shard++) {
      String node = primaries[shard] == null ? "null" : "\"" + primaries[shard] + "\"";
      shards.add(
          "[{\"shard\":%d,\"primary\":false,\"node\":\"replica\"},{\"shard\":%d,\"primary\":true,\"node\":%s}]"
              .formatted(shard, shard, node));
    }
    return "{\"shards\":[" + String.join(",", shards) + "]}";
  }

  /** What a request line is answered with; the latest that fits holds. */
  public FakeCluster on(String start, UnaryOperator<String> reply) {
    routes.remove(start);
    routes.put(start, reply);
    return this;
  }

  /** The same with a status of its own. */
  public FakeCluster answers(String start, int status, String body) {
    statuses.put(start, status);
    return on(start, line -> body);
  }

  /** The settings of the index, flat, as the inside of an object. */
  public FakeCluster settings(String flat) {
    return on("GET /pages/_settings", line -> "{\"pages\":{\"settings\":{" + flat + "}}}");
  }

  /** Where a node says that it listens. */
  public FakeCluster address(String node, String address) {
    addresses.put(node, address);
    return this;
  }

  /** Puts primaries on nodes, the first shard's first; null is nowhere. */
  public FakeCluster primaries(String... nodes) {
    primaries = nodes;
    return this;
  }

  /** How often something was asked. */
  public long asked(String start) {
    return server.requests.stream().filter(request -> request.line().startsWith(start)).count();
  }

  private void answer(ScriptedServer.Line line) throws IOException, InterruptedException {
    line.take();
    String asked = server.requests.get(server.requests.size() - 1).line();
    Optional<String> route =
        routes.keySet().stream().filter(asked::startsWith).reduce((first, second) -> second);
    String body = route.map(start -> routes.get(start).apply(asked)).orElse("");
    int status = route.map(statuses::get).orElse(body.isEmpty() ? 404 : 200);
    line.write(ScriptedServer.reply(status, body, body.length()));
  }

  public String url() {
    return server.url();
  }

  private static ConnectionOptions options(String... keysAndValues) {
    Map<String, String> conf = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      conf.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    Settings settings = Settings.from(conf::get);
    ConnectionOptions options = ConnectionOptions.read(settings, Secrets.none(), Caller.ANYBODY);
    settings.check();
    return options;
  }

  /** A connection that is closed with the cluster. */
  public Connection connect(String... keysAndValues) throws IOException {
    List<String> all = new ArrayList<>(List.of("sluice.nodes", server.url()));
    all.addAll(List.of(keysAndValues));
    Connection connection = Connection.open(options(all.toArray(new String[0])));
    open.push(connection);
    return connection;
  }

  /** Lanes over this cluster, by a clock of the test's own. */
  public ShardLanes lanes(LanePlan plan, Ticker ticker) throws IOException {
    ConnectionOptions options = options("sluice.nodes", server.url());
    HttpExecutor caller = HttpExecutor.open(options);
    open.push(caller);
    Nodes nodes = Nodes.of(options.nodes(), ticker, 0);
    NodeFailover control =
        new NodeFailover(
            caller, nodes, new InFlightCalls(), new ErrorAdvice(options.credentials()));
    return new ShardLanes(
        plan,
        "target",
        control,
        new Discovery(options, control, nodes, ticker, Runnable::run),
        ticker,
        Runnable::run);
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
