package dev.sluice.cli.check;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read about an existing index: settings, mapping, segments and statistics. Immutable. */
final class IndexFacts {

  private final String name;
  private final JsonTree about;
  final Answer definition;
  final Answer mapping;
  final Answer segments;
  final Answer stats;

  private IndexFacts(
      String name, JsonTree about, Answer definition, Answer mapping, Questions questions) {
    String privilege = "the privilege monitor on index " + name;
    this.name = name;
    this.about = about;
    this.definition = definition;
    this.mapping = mapping;
    segments = questions.ask(segments(name), privilege);
    stats = questions.ask(stats(name), privilege);
  }

  /** The request for the definition of an index, alias or data stream. */
  static String state(String index) {
    return "/_cluster/state/metadata,blocks/"
        + HttpRequest.part(index)
        + "?filter_path=metadata.indices.*.state,metadata.indices.*.settings,"
        + "metadata.indices.*.mappings,blocks";
  }

  static String segments(String index) {
    return "/"
        + HttpRequest.part(index)
        + "/_segments?filter_path=indices.*.shards.*.routing.primary,"
        + "indices.*.shards.*.segments.*.size_in_bytes";
  }

  static String stats(String index) {
    return "/"
        + HttpRequest.part(index)
        + "/_stats/merge,search,indexing?filter_path=indices.*.total.merges,"
        + "indices.*.total.indexing.is_throttled,indices.*.total.search";
  }

  /** The requests for credentials that may not read the cluster state. */
  static String settings(String index) {
    return "/" + HttpRequest.part(index) + "/_settings";
  }

  static String mapping(String index) {
    return "/" + HttpRequest.part(index) + "/_mapping";
  }

  /** The request for the write index of an alias. */
  static String alias(String name) {
    return "/_alias/" + HttpRequest.part(name) + "?filter_path=*.aliases.*.is_write_index";
  }

  /**
   * Reads an index by the cluster state. Blocks.
   *
   * @param name an index, alias or data stream
   * @param state the reply to {@link #state}
   * @return empty if there is no index of this name
   */
  static Optional<IndexFacts> ofState(String name, Answer state, Questions questions) {
    Map<String, JsonTree> indices = state.tree().at("metadata", "indices").fields();
    return written(name, indices, questions)
        .map(index -> new IndexFacts(index, indices.get(index), state, state, questions));
  }

  /**
   * Reads an index by its own APIs. Blocks.
   *
   * @param name an index, alias or data stream
   * @param settings the reply to {@link #settings}
   */
  static Optional<IndexFacts> ofSettings(String name, Answer settings, Questions questions) {
    Map<String, JsonTree> indices = settings.tree().fields();
    return written(name, indices, questions)
        .map(
            index ->
                new IndexFacts(
                    index,
                    indices.get(index),
                    settings,
                    questions.ask(
                        mapping(index), "the privilege view_index_metadata on index " + index),
                    questions));
  }

  /** The write index of an alias; without one, and for a data stream, the newest index. */
  private static Optional<String> written(
      String name, Map<String, JsonTree> indices, Questions questions) {
    Optional<String> newest = indices.keySet().stream().max(String::compareTo);
    if (indices.size() < 2) {
      return newest;
    }
    JsonTree aliases = questions.ask(alias(name), "").tree();
    Optional<String> written =
        indices.keySet().stream()
            .filter(index -> aliases.at(index, "aliases", name, "is_write_index").isTrue())
            .findFirst();
    return written.isPresent() ? written : newest;
  }

  /** The concrete index. */
  String name() {
    return name;
  }

  boolean isClosed() {
    return about.at("state").text().filter("close"::equals).isPresent();
  }

  /** A setting without its prefix {@code index.}. */
  Optional<String> setting(String key) {
    return Optional.ofNullable(settings().get("index." + key));
  }

  private Map<String, String> settings() {
    return about.at("settings").leaves();
  }

  int shards() {
    return setting("number_of_shards").map(Integer::parseInt).orElse(1);
  }

  /** The mapping; older servers name its type. */
  JsonTree mapping() {
    JsonTree own = mapping.tree().at(name, "mappings");
    JsonTree found = own.fields().isEmpty() ? about.at("mappings") : own;
    return found.fields().containsKey("_doc") ? found.at("_doc") : found;
  }

  /** The statistics of the whole index, replicas included. */
  JsonTree total() {
    return stats.tree().at("indices", name, "total");
  }

  /** The sizes in bytes of the segments of each primary shard. */
  List<List<Long>> primarySegments() {
    List<List<Long>> shards = new ArrayList<>();
    for (JsonTree copies : segments.tree().at("indices", name, "shards").fields().values()) {
      for (JsonTree copy : copies.items()) {
        if (copy.at("routing", "primary").isTrue()) {
          List<Long> sizes = new ArrayList<>();
          copy.at("segments")
              .fields()
              .values()
              .forEach(segment -> sizes.add(segment.at("size_in_bytes").number().orElse(0)));
          shards.add(Collections.unmodifiableList(sizes));
        }
      }
    }
    return shards;
  }
}
