package dev.sluice.client.lanes;

import dev.sluice.client.cluster.Cluster;
import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.Distribution;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.routing.ShardFunction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Predicts the shard function of an index that may not exist yet, from the body of its create
 * request, the server's templates and the version of the oldest node. A wrong prediction costs only
 * locality.
 */
public final class ShardForecast {

  private final NodeFailover control;
  private final Discovery discovery;

  public ShardForecast(NodeFailover control, Discovery discovery) {
    this.control = control;
    this.discovery = discovery;
  }

  /** The shard function of an existing index. */
  public ShardFunction of(IndexInfo index) throws ElasticsearchException {
    Map<String, String> settings = new HashMap<>();
    for (String key : new String[] {"number_of_shards", "number_of_routing_shards"}) {
      index.setting("index." + key).ifPresent(value -> settings.put(key, value));
    }
    index
        .setting("index.routing_partition_size")
        .ifPresent(size -> settings.put("routing_partition_size", size));
    Distribution distribution = discovery.distribution();
    boolean modulo =
        index
            .setting("index.version.created")
            .filter(text -> text.matches("\\d{1,18}"))
            .filter(text -> distribution.usesHashModulo(Long.parseLong(text)))
            .isPresent();
    return function(settings, modulo);
  }

  /**
   * The shard function of a future index.
   *
   * @param body the body of the create request
   */
  public ShardFunction ofNew(String index, Optional<String> body) throws ElasticsearchException {
    Map<String, String> settings = new HashMap<>(templates(index));
    body.ifPresent(json -> settings.putAll(settingsOf(JsonTree.parse(bytes(json)))));
    Cluster cluster = discovery.cluster();
    return function(settings, cluster.distribution().createsHashModulo(cluster.oldestVersion()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, String> templates(String index) {
    String path = "/_index_template/_simulate_index/" + HttpRequest.part(index);
    try {
      return settingsOf(control.ask(HttpRequest.of("POST", path), JsonTree::read).at("template"));
    } catch (ElasticsearchException e) {
      // Without the privilege to read templates, assume the server's defaults.
      return new HashMap<>();
    }
  }

  /** Flattens nested settings, with or without {@code index.}: a server accepts each spelling. */
  private static Map<String, String> settingsOf(JsonTree body) {
    Map<String, String> settings = new HashMap<>();
    body.leaves()
        .forEach(
            (key, value) -> {
              if (key.startsWith("settings.")) {
                settings.put(key.replaceFirst("^settings\\.(index\\.)?", ""), value);
              }
            });
    return settings;
  }

  private static ShardFunction function(Map<String, String> settings, boolean modulo) {
    int shards = number(settings, "number_of_shards", 1);
    int partition = number(settings, "routing_partition_size", 1);
    int usual = ShardFunction.defaultRoutingShards(shards);
    int routingShards = number(settings, "number_of_routing_shards", usual);
    return modulo || routingShards % shards != 0
        ? ShardFunction.modulo(shards, partition)
        : ShardFunction.divided(shards, routingShards, partition);
  }

  private static int number(Map<String, String> settings, String key, int fallback) {
    String text = settings.getOrDefault(key, "");
    return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : fallback;
  }
}
