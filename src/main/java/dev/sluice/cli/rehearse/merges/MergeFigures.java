package dev.sluice.cli.rehearse.merges;

import dev.sluice.client.cluster.JsonTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What a trial has written to its index, and how much of it was merged. Immutable. */
final class MergeFigures {

  /** The documents in the primary shards, and their size. */
  final long documents;

  final long bytes;

  final int shards;

  /** The segments of the primary shards that are not the result of a merge. */
  final long flushed;

  /** The documents that merges of the primary shards have copied, each time. */
  final long merged;

  /**
   * The seconds that a load takes for each second that one thread works for one copy of the index:
   * the part of the shards that the busiest node holds, for each of its processors.
   */
  final double share;

  MergeFigures(long documents, long bytes, int shards, long flushed, long merged, double share) {
    this.documents = documents;
    this.bytes = bytes;
    this.shards = shards;
    this.flushed = flushed;
    this.merged = merged;
    this.share = share;
  }

  /**
   * Reads them.
   *
   * @param stats the statistics of the index by shard
   * @param segments its segments
   * @param nodes the processors of the nodes
   * @throws IOException if a figure is missing
   */
  static MergeFigures of(JsonTree stats, JsonTree segments, JsonTree nodes) throws IOException {
    JsonTree primaries = stats.at("_all", "primaries");
    JsonTree merges = primaries.at("merges");
    long written = 0;
    int shards = 0;
    Map<String, Integer> copies = new HashMap<>();
    for (JsonTree index : stats.at("indices").fields().values()) {
      for (JsonTree shard : index.at("shards").fields().values()) {
        shards++;
        for (JsonTree copy : shard.items()) {
          copies.merge(copy.at("routing", "node").text().orElse(""), 1, Integer::sum);
        }
      }
    }
    for (JsonTree index : segments.at("indices").fields().values()) {
      for (JsonTree shard : index.at("shards").fields().values()) {
        written += written(shard);
      }
    }
    if (shards == 0) {
      throw new IOException("the statistics list no shards");
    }
    return new MergeFigures(
        number(primaries, "docs", "count"),
        number(primaries, "store", "size_in_bytes"),
        shards,
        Math.max(0, written - number(merges, "total") - number(merges, "current")),
        number(merges, "total_docs"),
        share(copies, nodes) / shards);
  }

  /** The segments that the primary has ever written: it numbers them from 0. */
  private static long written(JsonTree copies) {
    long written = 0;
    for (JsonTree copy : copies.items()) {
      if (copy.at("routing", "primary").isTrue()) {
        for (JsonTree segment : copy.at("segments").fields().values()) {
          written = Math.max(written, segment.at("generation").number().orElse(0) + 1);
        }
      }
    }
    return written;
  }

  private static double share(Map<String, Integer> copies, JsonTree nodes) throws IOException {
    double most = 0;
    for (Map.Entry<String, Integer> node : copies.entrySet()) {
      long processors = number(nodes.at("nodes", node.getKey(), "os"), "allocated_processors");
      most = Math.max(most, (double) node.getValue() / processors);
    }
    return most;
  }

  private static long number(JsonTree tree, String... path) throws IOException {
    return tree.at(path)
        .number()
        .orElseThrow(() -> new IOException(String.join(".", path) + " is missing"));
  }

  @Override
  public String toString() {
    return documents
        + " documents, "
        + bytes
        + " bytes, "
        + shards
        + " shards, "
        + flushed
        + " flushed segments, "
        + merged
        + " merged documents, share "
        + share;
  }

  /** The work of merges so far, of all copies of all shards. Immutable. */
  static final class Work {

    /** Less is not measured well. */
    private static final long LEAST_MILLIS = 50;

    private final long documents;
    private final long millis;

    private Work(long documents, long millis) {
      this.documents = documents;
      this.millis = millis;
    }

    /** Reads the time without that of pauses that limit the load of the disk. */
    static Work of(JsonTree stats) {
      JsonTree merges = stats.at("_all", "total", "merges");
      return new Work(
          merges.at("total_docs").number().orElse(0),
          merges.at("total_time_in_millis").number().orElse(0)
              - merges.at("total_throttled_time_in_millis").number().orElse(0)
              - merges.at("total_stopped_time_in_millis").number().orElse(0));
    }

    Work minus(Work earlier) {
      return new Work(documents - earlier.documents, millis - earlier.millis);
    }

    /** The time of one thread for one document; empty if too little was merged. */
    OptionalDouble secondsEach() {
      return documents > 0 && millis >= LEAST_MILLIS
          ? OptionalDouble.of(millis / 1000.0 / documents)
          : OptionalDouble.empty();
    }
  }
}
