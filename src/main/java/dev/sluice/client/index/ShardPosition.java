package dev.sluice.client.index;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.cluster.NamePortions;
import dev.sluice.client.cluster.NodeFailover;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How far the operations of a shard are safe: every operation up to the global checkpoint is in all
 * copies in sync, so a failover neither loses it nor gives its sequence number to another one. It
 * is read from the primary; replicas learn it later. Immutable.
 */
public final class ShardPosition {

  private static final int FORBIDDEN = 403;

  private static final String STATS =
      "/_stats/docs?level=shards&ignore_unavailable=true&filter_path=indices.*.uuid,"
          + "indices.*.shards.*.routing.primary,indices.*.shards.*.seq_no.global_checkpoint,"
          + "indices.*.shards.*.commit.user_data.history_uuid";

  private final String index;
  private final String uuid;
  private final int number;
  private final long term;
  private final String history;
  private final long checkpoint;

  private ShardPosition(
      String index, String uuid, int number, long term, String history, long checkpoint) {
    this.index = index;
    this.uuid = uuid;
    this.number = number;
    this.term = term;
    this.history = history;
    this.checkpoint = checkpoint;
  }

  /** A position, as a server tells it. */
  public static ShardPosition of(
      String index, String uuid, int number, long term, String history, long checkpoint) {
    return new ShardPosition(index, uuid, number, term, history, checkpoint);
  }

  /**
   * The positions of all started primary shards. Blocks.
   *
   * @param names indices, aliases, data streams and patterns; missing ones are skipped
   * @throws ElasticsearchException with status 403 without the index privilege monitor
   */
  public static List<ShardPosition> ask(NodeFailover control, List<String> names)
      throws ElasticsearchException {
    List<ShardPosition> all = new ArrayList<>();
    for (String portion : NamePortions.ofExpressions(names)) {
      JsonTree stats = control.ask(HttpRequest.get("/" + portion + STATS), JsonTree::read);
      JsonTree terms = terms(control, stats.at("indices").fields().keySet());
      stats.at("indices").fields().forEach((index, its) -> add(index, its, terms.at(index), all));
    }
    return all;
  }

  private static void add(
      String index, JsonTree stats, JsonTree state, List<ShardPosition> positions) {
    for (Map.Entry<String, JsonTree> shard : stats.at("shards").fields().entrySet()) {
      long term = state.at("primary_terms", shard.getKey()).number().orElse(0);
      for (JsonTree copy : shard.getValue().items()) {
        if (copy.at("routing", "primary").isTrue()) {
          positions.add(
              of(
                  index,
                  stats.at("uuid").text().orElse(""),
                  Integer.parseInt(shard.getKey()),
                  term,
                  copy.at("commit", "user_data", "history_uuid").text().orElse(""),
                  copy.at("seq_no", "global_checkpoint").number().orElse(-1)));
        }
      }
    }
  }

  /** Nothing without the cluster privilege monitor. */
  private static JsonTree terms(NodeFailover control, Collection<String> indices)
      throws ElasticsearchException {
    JsonTree nothing = JsonTree.parse(new byte[] {'{', '}'});
    if (indices.isEmpty()) {
      return nothing;
    }
    List<String> portions = NamePortions.of(indices);
    try {
      return portions.size() > 1
          ? nothing
          : control
              .ask(
                  HttpRequest.get(
                      "/_cluster/state/metadata/"
                          + portions.get(0)
                          + "?filter_path=metadata.indices.*.primary_terms"),
                  JsonTree::read)
              .at("metadata", "indices");
    } catch (ElasticsearchException e) {
      if (e.status() == FORBIDDEN) {
        return nothing;
      }
      throw e;
    }
  }

  /** The concrete index. */
  public String index() {
    return index;
  }

  /** The uuid of the index; a recreated index has another. */
  public String uuid() {
    return uuid;
  }

  /** The shard number. */
  public int number() {
    return number;
  }

  /** The primary term; 0 if unknown. */
  public long term() {
    return term;
  }

  /**
   * The uuid of the shard's history, which a restored snapshot and a forced allocation of a stale
   * copy change; empty if unknown.
   */
  public String history() {
    return history;
  }

  /** The global checkpoint; -1 before the first operation. */
  public long checkpoint() {
    return checkpoint;
  }
}
