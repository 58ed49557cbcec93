package dev.sluice.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Differences of every kind, made in an index that a load has just filled, and what a comparison
 * must say of them. An index needs at least two shards for documents at a wrong place.
 */
final class SeededDifferences {

  private static final Pattern SHARD = Pattern.compile("\"shard\":(\\d+)");

  /** What to make of a document, by its number. */
  private static final String[] KINDS = {
    "MISSING", "EXTRA", "DIFFERENT", "NEWER", "MISROUTED", "MISROUTED duplicate"
  };

  private final Rest rest;
  private final String index;
  private final Function<String, String> routing;
  private final long version;
  private final Map<String, String> expected = new TreeMap<>();
  private final Map<String, Integer> shards = new LinkedHashMap<>();
  private final StringBuilder bulk = new StringBuilder();

  private SeededDifferences(
      Rest rest, String index, Function<String, String> routing, long version) {
    this.rest = rest;
    this.index = index;
    this.routing = routing;
    this.version = version;
  }

  /**
   * Makes differences.
   *
   * @param ids ids of documents of the index
   * @param routing the routing value of an id, or null
   * @param version the external version of the documents, or -1 if they have none
   * @return for each id with a difference the kind and, if there is one, the detail
   */
  static Map<String, String> make(
      Rest rest, String index, List<String> ids, Function<String, String> routing, long version) {
    SeededDifferences seeded = new SeededDifferences(rest, index, routing, version);
    for (int i = 0; i < 10; i++) {
      seeded.shards.put("elsewhere" + i, seeded.shardOf("elsewhere" + i));
    }
    for (int i = 0; i < ids.size(); i++) {
      seeded.make(KINDS[i % KINDS.length], ids.get(i));
    }
    seeded.send();
    return seeded.expected;
  }

  /** Some of many ids, chosen by a seed. */
  static List<String> some(List<String> ids, int count, long seed) {
    List<String> shuffled = new ArrayList<>(ids);
    java.util.Collections.shuffle(shuffled, new Random(seed));
    return shuffled.subList(0, count);
  }

  private void make(String kind, String id) {
    String own = routing.apply(id);
    switch (kind) {
      case "MISSING" -> delete(id, own);
      case "EXTRA" -> {
        index(id + "-x", own, 0, "{}");
        expect(id + "-x", kind);
        return;
      }
      case "DIFFERENT" -> index(id, own, 0, "{\"seeded\":\"" + id + "\"}");
      case "NEWER" -> {
        index(id, own, 1, "{\"seeded\":\"" + id + "\"}");
        expect(id, version < 0 ? "DIFFERENT" : kind);
        return;
      }
      case "MISROUTED" -> {
        delete(id, own);
        index(id, elsewhere(id, own), 0, "{}");
      }
      default -> index(id, elsewhere(id, own), 0, "{}");
    }
    expect(id, kind);
  }

  private void expect(String id, String kind) {
    expected.put(id, kind);
  }

  /** A routing value that selects another shard. */
  private String elsewhere(String id, String own) {
    int shard = shardOf(own == null ? id : own);
    return shards.entrySet().stream()
        .filter(other -> other.getValue() != shard)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private int shardOf(String value) {
    Matcher shard = SHARD.matcher(rest.get("/" + index + "/_search_shards?routing=" + value));
    if (!shard.find()) {
      throw new AssertionError("no shard for " + value);
    }
    return Integer.parseInt(shard.group(1));
  }

  private void index(String id, String route, int more, String json) {
    String versioned =
        version < 0
            ? ""
            : ",\"version\":" + (version + more) + ",\"version_type\":\"external_gte\"";
    bulk.append("{\"index\":{").append(address(id, route)).append(versioned).append("}}\n");
    bulk.append(json).append('\n');
  }

  private void delete(String id, String route) {
    bulk.append("{\"delete\":{").append(address(id, route)).append("}}\n");
  }

  private static String address(String id, String route) {
    return "\"_id\":\"" + id + "\"" + (route == null ? "" : ",\"routing\":\"" + route + "\"");
  }

  private void send() {
    String answer = rest.post("/" + index + "/_bulk?refresh=true", bulk.toString());
    if (!answer.contains("\"errors\":false")) {
      throw new AssertionError(answer);
    }
  }
}
