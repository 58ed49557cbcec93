package dev.sluice.client.index;

import dev.sluice.client.Connection;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Administrative requests of a load for one index: its marker in the mapping, its settings, flush
 * and merge. Every call blocks, for at most the request timeout for each node, and can be repeated.
 * Thread-safe; valid as long as its {@link Connection}.
 */
public final class IndexAdministration {

  /** The status of a health request that timed out. */
  private static final int TIMED_OUT = 408;

  private final NodeFailover control;
  private final String index;

  public IndexAdministration(NodeFailover control, String index) {
    this.control = control;
    this.index = index;
  }

  private String path(String rest) {
    return "/" + HttpRequest.part(index) + rest;
  }

  /** The body of a request that creates an index with the same mappings and settings. */
  public String createBody() throws ElasticsearchException {
    return control.ask(
        HttpRequest.get(path("?filter_path=*.mappings,*.settings.index")), IndexBody::read);
  }

  /** The {@code _meta} of the mapping. */
  public IndexMeta meta() throws ElasticsearchException {
    return control.ask(
        HttpRequest.get(path("/_mapping?filter_path=*.mappings._meta")), IndexMeta::read);
  }

  /** Replaces the {@code _meta} of the mapping; the fields do not change. */
  public void putMeta(IndexMeta meta) throws ElasticsearchException {
    put("/_mapping", "{\"_meta\":" + meta + "}");
  }

  /** The node name of each primary shard, by shard number; shards without a primary are absent. */
  public SortedMap<Integer, String> primaries() throws ElasticsearchException {
    return primaries("");
  }

  /** The same for the shards of documents with this routing value. */
  public SortedMap<Integer, String> primariesOf(String routing) throws ElasticsearchException {
    return primaries("&routing=" + HttpRequest.part(routing));
  }

  private SortedMap<Integer, String> primaries(String which) throws ElasticsearchException {
    String what = "nodes.*.name,shards.shard,shards.primary,shards.node";
    JsonTree reply =
        control.ask(
            HttpRequest.get(path("/_search_shards?filter_path=" + what + which)), JsonTree::read);
    SortedMap<Integer, String> primaries = new TreeMap<>();
    for (JsonTree copies : reply.at("shards").items()) {
      for (JsonTree copy : copies.items()) {
        OptionalLong shard = copy.at("shard").number();
        if (copy.at("primary").isTrue() && shard.isPresent()) {
          String node = copy.at("node").text().orElse("");
          primaries.put(
              (int) shard.getAsLong(), reply.at("nodes", node, "name").text().orElse(node));
        }
      }
    }
    return primaries;
  }

  /**
   * Changes settings, all or none.
   *
   * @param settings values by full name; null resets to the default
   */
  public void putSettings(Map<String, String> settings) throws ElasticsearchException {
    put(
        "/_settings",
        settings.entrySet().stream()
            .map(setting -> Json.quoted(setting.getKey()) + ":" + Json.quoted(setting.getValue()))
            .collect(Collectors.joining(",", "{", "}")));
  }

  private void put(String rest, String json) throws ElasticsearchException {
    control.ask(HttpRequest.of("PUT", path(rest)).json(json), JsonTree::read);
  }

  /**
   * The primary term of each shard. It increases when a node with a primary fails or restarts, not
   * when a shard is moved.
   */
  public List<Long> primaryTerms() throws ElasticsearchException {
    String what = "/_cluster/state/metadata/" + HttpRequest.part(index);
    JsonTree reply =
        control.ask(
            HttpRequest.get(what + "?filter_path=metadata.indices.*.primary_terms"),
            JsonTree::read);
    Map<String, JsonTree> shards = reply.at("metadata", "indices", index, "primary_terms").fields();
    List<Long> terms = new ArrayList<>();
    for (int shard = 0; shard < shards.size(); shard++) {
      OptionalLong term = shards.getOrDefault(String.valueOf(shard), reply).number();
      terms.add(term.orElse(0));
    }
    return terms;
  }

  /**
   * Flushes everything acknowledged to disk.
   *
   * @throws ElasticsearchException also if a shard failed
   */
  public void flush() throws ElasticsearchException {
    JsonTree reply =
        control.ask(
            HttpRequest.of("POST", path("/_flush?wait_if_ongoing=true&force=true")),
            JsonTree::read);
    long failed = reply.at("_shards", "failed").number().orElse(0);
    if (failed > 0) {
      throw new ElasticsearchException(
          503, "", "Flushing " + index + ": " + failed + " shards failed to flush");
    }
  }

  /** The number of segments of each primary shard, in no particular order. */
  public List<Long> segments() throws ElasticsearchException {
    HttpRequest call =
        HttpRequest.get(
            path(
                "/_stats/segments?level=shards&filter_path=indices.*.shards.*.routing.primary,"
                    + "indices.*.shards.*.segments.count"));
    List<Long> segments = new ArrayList<>();
    for (JsonTree each : control.ask(call, JsonTree::read).at("indices").fields().values()) {
      for (JsonTree copies : each.at("shards").fields().values()) {
        for (JsonTree copy : copies.items()) {
          if (copy.at("routing", "primary").isTrue()) {
            segments.add(copy.at("segments", "count").number().orElse(0));
          }
        }
      }
    }
    return segments;
  }

  /** Merges the segments of each shard. Blocks until done or the request timeout has passed. */
  public void forceMerge(int segments) throws ElasticsearchException {
    control.ask(forceMergeCall(segments), JsonTree::read);
  }

  /**
   * The same with a shorter timeout. The merge goes on after it.
   *
   * @throws ElasticsearchException also if the merge takes longer
   */
  public void forceMerge(int segments, Duration most) throws ElasticsearchException {
    control.ask(forceMergeCall(segments).within(most), JsonTree::read);
  }

  private HttpRequest forceMergeCall(int segments) {
    return HttpRequest.of("POST", path("/_forcemerge?max_num_segments=" + segments));
  }

  /** Whether all copies of all shards are allocated. */
  public boolean isGreen() throws ElasticsearchException {
    return control
        .ask(HttpRequest.get("/_cluster/health/" + HttpRequest.part(index)), JsonTree::read)
        .at("status")
        .text()
        .filter("green"::equals)
        .isPresent();
  }

  /**
   * Waits for shard copies.
   *
   * @param green whether all copies must be allocated; otherwise those that can be
   * @param most the maximum wait; shorter than the request timeout
   * @return whether they are allocated
   */
  public boolean awaitCopies(boolean green, Duration most) throws ElasticsearchException {
    String wanted =
        green ? "wait_for_status=green" : "wait_for_status=yellow&wait_for_no_initializing_shards";
    String query = "?" + wanted + "&timeout=" + most.toMillis() + "ms";
    HttpRequest call = HttpRequest.get("/_cluster/health/" + HttpRequest.part(index) + query);
    try {
      return !control.ask(call, JsonTree::read).at("timed_out").isTrue();
    } catch (ElasticsearchException e) {
      if (e.status() == TIMED_OUT) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Points an alias to this index only, in one atomic request. An alias of a single index keeps its
   * filter and routing.
   */
  public void takeAlias(String alias) throws ElasticsearchException {
    AliasSwap.of(alias, index, control).run(control);
  }
}
