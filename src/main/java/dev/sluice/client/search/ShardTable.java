package dev.sluice.client.search;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.HttpResponse;
import dev.sluice.client.http.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The shards that a search of some names would use, with their filters. Not thread-safe. */
final class ShardTable {

  private final Map<String, String> filters = new HashMap<>();
  private final List<Shard> shards = new ArrayList<>();
  private int missing;

  private ShardTable() {}

  /** Reads the reply to {@code _search_shards}. */
  static ShardTable read(HttpResponse answer) throws IOException {
    ShardTable table = new ShardTable();
    Json.read(
        answer.body(),
        json -> {
          Json.fields(json, table::field);
          return null;
        });
    return table;
  }

  /**
   * Merges tables. An index reached in several ways is read once; it is filtered only if each way
   * has a filter.
   */
  static ShardTable of(List<ShardTable> tables) {
    if (tables.size() == 1) {
      return tables.get(0);
    }
    ShardTable all = new ShardTable();
    Map<String, Shard> shards = new LinkedHashMap<>();
    for (ShardTable table : tables) {
      Set<String> before =
          shards.values().stream().map(shard -> shard.index).collect(Collectors.toSet());
      all.missing += table.missing;
      for (Shard shard : table.shards) {
        shards.putIfAbsent(
            shard.index + "/" + shard.number,
            all.new Shard(shard.index, shard.number, shard.nodes));
      }
      for (String index : table.indices()) {
        all.addFilter(index, table.filters.get(index), before.contains(index));
      }
    }
    all.shards.addAll(shards.values());
    return all;
  }

  private void addFilter(String index, String filter, boolean reached) {
    if (!reached && filter != null) {
      filters.put(index, filter);
    } else if (reached && filter == null) {
      filters.remove(index);
    } else if (reached && filters.containsKey(index)) {
      filters.merge(
          index, filter, (one, other) -> "{\"bool\":{\"should\":[" + one + "," + other + "]}}");
    }
  }

  private void field(String name, JsonParser json) throws IOException {
    if (name.equals("indices")) {
      Json.fields(json, (index, at) -> Json.field(at, "filter", f -> filter(index, f)));
    } else if (name.equals("shards")) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        shard(JsonTree.value(json));
      }
    } else {
      json.skipChildren();
    }
  }

  private void filter(String index, JsonParser json) throws IOException {
    filters.put(index, Json.copy(json));
  }

  /** A shard without a started copy is listed as an empty array. */
  private void shard(JsonTree copies) throws IOException {
    if (copies.items().isEmpty()) {
      missing++;
      return;
    }
    JsonTree first = copies.items().get(0);
    List<String> nodes = new ArrayList<>();
    copies.items().forEach(copy -> copy.at("node").text().ifPresent(nodes::add));
    if (nodes.isEmpty()
        || !first.at("index").text().isPresent()
        || !first.at("shard").number().isPresent()) {
      throw Json.strange("a shard has no index, number or node");
    }
    shards.add(
        new Shard(
            first.at("index").text().get(), (int) first.at("shard").number().getAsLong(), nodes));
  }

  /** The number of shards without a started copy. */
  int missing() {
    return missing;
  }

  List<Shard> shards() {
    return shards;
  }

  SortedSet<String> indices() {
    return shards.stream().map(shard -> shard.index).collect(Collectors.toCollection(TreeSet::new));
  }

  /** A shard and the nodes that have a copy of it. */
  final class Shard {

    final String index;
    final int number;
    private final List<String> nodes;

    Shard(String index, int number, List<String> nodes) {
      this.index = index;
      this.number = number;
      this.nodes = nodes;
    }

    /** The node with the fewest shards so far, so that all copies are used. */
    String leastOf(Map<String, Integer> chosen) {
      return nodes.stream()
          .min(Comparator.comparingInt(node -> chosen.getOrDefault(node, 0)))
          .get();
    }

    ReadShard plain() {
      ReadShard plain = ReadShard.of(index, number);
      return filters.containsKey(index) ? plain.withFilter(filters.get(index)) : plain;
    }
  }
}
