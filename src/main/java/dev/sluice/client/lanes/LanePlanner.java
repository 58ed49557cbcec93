package dev.sluice.client.lanes;

import dev.sluice.client.cluster.Discovery;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.routing.ShardFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides whether shard-aware routing is possible. It checks each candidate shard function against
 * the server, which returns the shard of any routing value; one wrong result for a random value
 * excludes a function. Any doubt turns routing off, with the reason.
 */
public final class LanePlanner {

  /** A wrong function passes with a probability of 5⁻³², even for few shards. */
  private static final int PROBES = 32;

  private final NodeFailover control;
  private final Discovery discovery;
  private final ConnectionOptions options;
  private final Random random;

  public LanePlanner(
      NodeFailover control, Discovery discovery, ConnectionOptions options, Random random) {
    this.control = control;
    this.discovery = discovery;
    this.options = options;
    this.random = random;
  }

  /**
   * Creates the plan.
   *
   * @param mode the configured mode
   * @param name the index or alias that documents are sent to
   * @param index the result of looking up the name
   * @param pipeline the ingest pipeline of the job
   */
  public LanePlan plan(LaneMode mode, String name, IndexInfo index, Optional<String> pipeline) {
    if (mode == LaneMode.OFF) {
      return LanePlan.off("");
    }
    Optional<String> hindrance = hindrance(name, index, pipeline);
    if (hindrance.isPresent()) {
      return LanePlan.off(hindrance.get());
    }
    try {
      return probed(mode, index);
    } catch (ElasticsearchException e) {
      return LanePlan.off("the shards could not be read from the server: " + e.getMessage());
    }
  }

  private Optional<String> hindrance(String name, IndexInfo index, Optional<String> pipeline) {
    if (!options.discovery()) {
      return Optional.of(ConnectionSettings.DISCOVERY + " is false");
    }
    if (!options.role().includesData()) {
      return Optional.of(ConnectionSettings.ROLE + " excludes the data nodes");
    }
    if (index.dataStream()) {
      return Optional.of(name + " is a data stream, and its write index changes");
    }
    if (pipeline.isPresent()) {
      return Optional.of("the pipeline \"" + pipeline.get() + "\" may reroute documents");
    }
    for (String setting : new String[] {"index.default_pipeline", "index.final_pipeline"}) {
      String own = index.setting(setting).orElse("_none");
      if (!own.equals("_none")) {
        return Optional.of("the pipeline \"" + own + "\" may reroute documents");
      }
    }
    if (index.setting("index.mode").filter(m -> !m.equals("standard")).isPresent()) {
      return Optional.of(
          "index.mode is "
              + index.setting("index.mode").get()
              + ", which does not route documents by id");
    }
    return aliasRouting(name, index);
  }

  private Optional<String> aliasRouting(String name, IndexInfo index) {
    if (!index.alias()) {
      return Optional.empty();
    }
    try {
      JsonTree reply =
          control.ask(HttpRequest.get("/_alias/" + HttpRequest.part(name)), JsonTree::read);
      return reply.at(index.name(), "aliases", name, "index_routing").text().isPresent()
          ? Optional.of("alias " + name + " has its own routing")
          : Optional.empty();
    } catch (ElasticsearchException e) {
      return Optional.of("alias " + name + " could not be read: " + e.getMessage());
    }
  }

  private LanePlan probed(LaneMode mode, IndexInfo index) throws ElasticsearchException {
    if (!discovery.findsNodes()) {
      return LanePlan.off("no node answers at the address it publishes (is there a proxy?)");
    }
    List<LanePlan> candidates = candidates(mode, index);
    // With one shard, no function can be wrong; one request tells whether the shard has started.
    int probes = index.shards() == 1 ? 1 : PROBES;
    for (int i = 0; i < probes && !candidates.isEmpty(); i++) {
      String value = Long.toHexString(random.nextLong());
      Set<Integer> shards = shardsOf(index.name(), value);
      if (shards.isEmpty()) {
        return LanePlan.off("a shard of " + index.name() + " has no started copy");
      }
      candidates.removeIf(plan -> !covers(plan.function().get(), value, shards));
    }
    return candidates.isEmpty()
        ? LanePlan.off(
            "the server routes documents of " + index.name() + " to other shards than computed")
        : candidates.get(0);
  }

  private List<LanePlan> candidates(LaneMode mode, IndexInfo index) {
    int shards = index.shards();
    int partition = index.setting("index.routing_partition_size").map(Integer::valueOf).orElse(1);
    List<LanePlan> candidates = new ArrayList<>();
    int routingShards = routingShards(index);
    if (routingShards % shards == 0) {
      candidates.add(LanePlan.of(mode, index.name(), shards, routingShards, partition));
    }
    if (routingShards != shards) {
      candidates.add(LanePlan.of(mode, index.name(), shards, shards, partition));
    }
    return candidates;
  }

  /** Only the cluster state contains this number; without the privilege, the default is used. */
  private int routingShards(IndexInfo index) {
    return routingShardsInState(index)
        .filter(number -> number > 0)
        .orElseGet(() -> ShardFunction.defaultRoutingShards(index.shards()));
  }

  private Optional<Integer> routingShardsInState(IndexInfo index) {
    String path = "metadata.indices.*.routing_num_shards";
    HttpRequest call =
        HttpRequest.get(
            "/_cluster/state/metadata/" + HttpRequest.part(index.name()) + "?filter_path=" + path);
    try {
      return control.ask(call, JsonTree::read).at("metadata", "indices").fields().values().stream()
          .map(state -> (int) state.at("routing_num_shards").number().orElse(0))
          .findFirst();
    } catch (ElasticsearchException e) {
      return Optional.empty(); // the probe decides
    }
  }

  private Set<Integer> shardsOf(String index, String value) throws ElasticsearchException {
    HttpRequest call =
        HttpRequest.get(
            "/"
                + HttpRequest.part(index)
                + "/_search_shards?routing="
                + value
                + "&filter_path=shards.shard");
    Set<Integer> shards = new TreeSet<>();
    for (JsonTree copies : control.ask(call, JsonTree::read).at("shards").items()) {
      for (JsonTree copy : copies.items()) {
        copy.at("shard").number().ifPresent(number -> shards.add((int) number));
      }
    }
    return shards;
  }

  private static boolean covers(ShardFunction function, String value, Set<Integer> shards) {
    return function.shardsOf(value).equals(shards);
  }
}
