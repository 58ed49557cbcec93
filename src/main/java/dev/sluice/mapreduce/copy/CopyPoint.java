package dev.sluice.mapreduce.copy;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.Json;
import dev.sluice.client.index.ShardPosition;
import dev.sluice.config.ConfigException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far each shard of a source was copied, with what identifies its history. As JSON: {@code
 * {INDEX: {"uuid": …, "shards": {"0": {"checkpoint": 7, "term": 1, "history": …}}}}}. Immutable.
 */
final class CopyPoint {

  static final CopyPoint NONE = new CopyPoint(new TreeMap<>());

  private static final String CHECKPOINT = "checkpoint";
  private static final String TERM = "term";
  private static final String HISTORY = "history";

  /** One shard. */
  private static final class Shard {
    final long checkpoint;
    final long term;
    final String history;

    Shard(long checkpoint, long term, String history) {
      this.checkpoint = checkpoint;
      this.term = term;
      this.history = history;
    }
  }

  /** One index. */
  private static final class Source {
    final String uuid;
    final Map<Integer, Shard> shards = new TreeMap<>();

    Source(String uuid) {
      this.uuid = uuid;
    }
  }

  private final Map<String, Source> indices;

  private CopyPoint(Map<String, Source> indices) {
    this.indices = indices;
  }

  /** Reads the fields of a mark. */
  static CopyPoint of(JsonTree fields) {
    Map<String, Source> indices = new TreeMap<>();
    fields
        .at("indices")
        .fields()
        .forEach(
            (name, its) -> {
              Source source = new Source(its.at("uuid").text().orElse(""));
              its.at("shards")
                  .fields()
                  .forEach(
                      (number, shard) ->
                          source.shards.put(
                              Integer.valueOf(number),
                              new Shard(
                                  shard.at(CHECKPOINT).number().orElse(-1),
                                  shard.at(TERM).number().orElse(0),
                                  shard.at(HISTORY).text().orElse(""))));
              indices.put(name, source);
            });
    return new CopyPoint(indices);
  }

  /** A copy with one more shard. */
  CopyPoint with(ShardPosition shard, long checkpoint) {
    Map<String, Source> more = new TreeMap<>(indices);
    Source source = new Source(shard.uuid());
    if (indices.containsKey(shard.index())) {
      source.shards.putAll(indices.get(shard.index()).shards);
    }
    source.shards.put(shard.number(), new Shard(checkpoint, shard.term(), shard.history()));
    more.put(shard.index(), source);
    return new CopyPoint(more);
  }

  /** The sequence number up to which a shard was copied; -1 for one that was not. */
  long checkpoint(String index, int number) {
    Source source = indices.get(index);
    Shard shard = source == null ? null : source.shards.get(number);
    return shard == null ? -1 : shard.checkpoint;
  }

  /**
   * Checks that a shard has gone on from here. An index that is new in the source is copied whole.
   *
   * @param shards the present number of shards of the index
   * @throws ConfigException if it has another history
   */
  void check(ShardPosition now, int shards) {
    Source source = indices.get(now.index());
    if (source == null) {
      return;
    }
    insist(
        source.uuid.equals(now.uuid()),
        now,
        "was deleted and recreated since the last copy (its uuid was "
            + source.uuid
            + ", now "
            + now.uuid()
            + ")");
    insist(
        source.shards.size() == shards,
        now,
        "had " + source.shards.size() + " shards at the last copy and now has " + shards);
    Shard then = source.shards.get(now.number());
    if (then == null) {
      return;
    }
    String shard = "has another history of shard " + now.number() + " than at the last copy: ";
    insist(
        then.history.isEmpty() || now.history().isEmpty() || then.history.equals(now.history()),
        now,
        shard + "a snapshot was restored, or a stale copy was allocated by force");
    insist(
        now.term() == 0 || then.term <= now.term(),
        now,
        shard + "its primary term went back from " + then.term + " to " + now.term());
    insist(
        then.checkpoint <= now.checkpoint(),
        now,
        shard
            + "its checkpoint went back from "
            + then.checkpoint
            + " to "
            + now.checkpoint()
            + " (right after a failover, try again in a minute)");
  }

  private static void insist(boolean holds, ShardPosition now, String problem) {
    if (!holds) {
      throw new ConfigException(
          CopySettings.SINCE
              + " is last, but index "
              + now.index()
              + " "
              + problem
              + ", so its changes cannot be told by sequence numbers: copy once without --since"
              + " last, then delete what the source no longer has: sluice verify --repair --delete");
    }
  }

  String toJson() {
    return indices.entrySet().stream()
        .map(each -> Json.quoted(each.getKey()) + ":" + json(each.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String json(Source source) {
    return source.shards.entrySet().stream()
        .map(each -> "\"" + each.getKey() + "\":" + json(each.getValue()))
        .collect(
            Collectors.joining(
                ",", "{\"uuid\":" + Json.quoted(source.uuid) + ",\"shards\":{", "}}"));
  }

  private static String json(Shard shard) {
    return "{\""
        + CHECKPOINT
        + "\":"
        + shard.checkpoint
        + ",\""
        + TERM
        + "\":"
        + shard.term
        + ",\""
        + HISTORY
        + "\":"
        + Json.quoted(shard.history)
        + "}";
  }
}
