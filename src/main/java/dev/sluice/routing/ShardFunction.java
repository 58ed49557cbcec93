package dev.sluice.routing;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Computes the shard of a document as Elasticsearch does, from its routing value or, without one,
 * from its id. Indices created before 9.4 take the hash modulo the number of routing shards and
 * divide; newer ones take it modulo the number of shards. The version that created the index
 * decides, not the version of the cluster. Immutable.
 *
 * <p>Source of the formulas: the reference documentation of the {@code _routing} field, versions
 * 7.17, 8.19 and 9.5, checked against servers of these versions.
 */
public final class ShardFunction {

  private final int shards;
  private final int routingShards;
  private final int partitionSize;

  private ShardFunction(int shards, int routingShards, int partitionSize) {
    if (shards < 1 || routingShards % shards != 0 || partitionSize < 1) {
      throw new IllegalArgumentException(
          "an index cannot have "
              + shards
              + " shards, "
              + routingShards
              + " routing shards and a routing partition size of "
              + partitionSize);
    }
    this.shards = shards;
    this.routingShards = routingShards;
    this.partitionSize = partitionSize;
  }

  /**
   * The function of an index created before 9.4.
   *
   * @param shards the number of shards
   * @param routingShards the number of routing shards, a multiple of {@code shards}
   * @param partitionSize {@code routing_partition_size}, 1 by default
   */
  public static ShardFunction divided(int shards, int routingShards, int partitionSize) {
    return new ShardFunction(shards, routingShards, partitionSize);
  }

  /**
   * The function of an index created by 9.4 or later.
   *
   * @param shards the number of shards
   * @param partitionSize {@code routing_partition_size}, 1 by default
   */
  public static ShardFunction modulo(int shards, int partitionSize) {
    return new ShardFunction(shards, shards, partitionSize);
  }

  /**
   * The default number of routing shards: the number of shards, doubled at least once and as long
   * as it does not exceed 1024.
   */
  public static int defaultRoutingShards(int shards) {
    int routingShards = 2 * shards;
    while (2 * routingShards <= 1024) {
      routingShards *= 2;
    }
    return routingShards;
  }

  /**
   * Parses the output of {@link #encoded}.
   *
   * @throws IllegalArgumentException if the text is invalid
   */
  public static ShardFunction parse(String encoded) {
    String[] parts = encoded.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a shard function: " + encoded);
    }
    return new ShardFunction(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  /** A text that {@link #parse} reads. */
  public String encoded() {
    return shards + "/" + routingShards + "/" + partitionSize;
  }

  /** The number of shards. */
  public int shards() {
    return shards;
  }

  /** Whether documents with one routing value are spread over several shards. */
  public boolean isPartitioned() {
    return partitionSize > 1;
  }

  /**
   * The shard of a document.
   *
   * @param id the document id; the result means nothing for one with an unpaired surrogate, which
   *     no server accepts
   * @param routing the routing value; an index with partitioned routing requires one
   * @return from 0 to the number of shards minus 1
   */
  public int shardOf(String id, Optional<String> routing) {
    int hash = Murmur3.hash(routing.orElse(id));
    if (isPartitioned()) {
      hash += Math.floorMod(Murmur3.hash(id), partitionSize);
    }
    return shardOf(hash);
  }

  /** The shards of documents with a routing value: one, or as many as the partition has. */
  public Set<Integer> shardsOf(String routing) {
    requireWhole(routing);
    Set<Integer> found = new TreeSet<>();
    for (int offset = 0; offset < partitionSize; offset++) {
      found.add(shardOf(Murmur3.hash(routing) + offset));
    }
    return found;
  }

  private int shardOf(int hash) {
    return Math.floorMod(hash, routingShards) / (routingShards / shards);
  }

  private static void requireWhole(String text) {
    int half = firstLoneSurrogate(text);
    if (half >= 0) {
      throw new IllegalArgumentException(
          "unpaired surrogate at character " + half + " of an id or routing value");
    }
  }

  /** The index of the first unpaired surrogate, or -1. */
  public static int firstLoneSurrogate(String text) {
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        return i;
      }
      i += Character.charCount(point);
    }
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShardFunction
        && ((ShardFunction) other).shards == shards
        && ((ShardFunction) other).routingShards == routingShards
        && ((ShardFunction) other).partitionSize == partitionSize;
  }

  @Override
  public int hashCode() {
    return Objects.hash(shards, routingShards, partitionSize);
  }

  @Override
  public String toString() {
    return shards + " shards, " + routingShards + " routing shards, partition " + partitionSize;
  }
}
