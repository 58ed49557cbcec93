package dev.sluice.mapreduce.job;

import dev.sluice.client.index.RangeMeta;
import dev.sluice.client.lanes.RoutingMode;
import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.routing.NodeFold;
import dev.sluice.routing.Region;
import dev.sluice.routing.RegionGroup;
import dev.sluice.routing.RowRanges;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * How a job routes documents by the ranges of their row keys ({@code sluice.routing.by =
 * row-range}): fixed when it is submitted, and the same in every task. Immutable.
 */
public final class RowRouting {

  private static final String RANGES = InternalKeys.PREFIX + "ranges";
  private static final String NODES = InternalKeys.PREFIX + "ranges.nodes";
  private static final String FORECAST = InternalKeys.PREFIX + "ranges.forecast";

  private final RowRanges ranges;
  private final List<String> nodes;
  private final String forecast;

  /**
   * A routing.
   *
   * @param nodes of the primary of each range, as far as that is known
   * @param forecast how even shards will be, for people
   */
  public RowRouting(RowRanges ranges, List<String> nodes, String forecast) {
    this.ranges = ranges;
    this.nodes = nodes;
    this.forecast = forecast;
  }

  /**
   * The routing of the job that a configuration belongs to.
   *
   * @return nothing if documents are routed by their ids
   * @throws ConfigException if they are not, and the ranges were not fixed at submit
   */
  public static Optional<RowRouting> of(Configuration conf) {
    Optional<RowRouting> planned = find(conf);
    if (!planned.isPresent() && RoutingSettings.BY.read(conf::get) == RoutingMode.ROW_RANGE) {
      throw new ConfigException(
          RoutingSettings.BY
              + " is row-range, but no row ranges were computed when the job was submitted: set"
              + " IndexOutputFormat as the job's output format, not a wrapper around it");
    }
    return planned;
  }

  static Optional<RowRouting> find(Configuration conf) {
    String json = conf.getRaw(RANGES);
    if (json == null) {
      return Optional.empty();
    }
    String nodes = conf.getRaw(NODES);
    return Optional.of(
        new RowRouting(
            RangeMeta.parse(json),
            nodes == null ? Collections.emptyList() : Arrays.asList(nodes.split("\n", -1)),
            conf.getRaw(FORECAST)));
  }

  static void clear(Configuration conf) {
    conf.unset(RANGES);
    conf.unset(NODES);
    conf.unset(FORECAST);
  }

  void store(Configuration conf) {
    conf.set(RANGES, RangeMeta.toJson(ranges));
    // Hadoop carries no empty values.
    if (!nodes.isEmpty()) {
      conf.set(NODES, String.join("\n", nodes));
    }
    conf.set(FORECAST, forecast);
  }

  public RowRanges ranges() {
    return ranges;
  }

  /** How evenly the documents will lie on the shards, going by the sizes of regions; a phrase. */
  public String forecast() {
    return forecast;
  }

  /** The routing value of a row key that is a part of an array. */
  public String valueOf(byte[] array, int offset, int length) {
    return ranges.value(ranges.of(array, offset, length));
  }

  /** A region in pieces whose rows have one routing value each. */
  public List<Region> pieces(Region region) {
    return ranges.pieces(region);
  }

  /**
   * Folds pieces into tasks that write to few nodes.
   *
   * @param tasks at least 1
   */
  public List<RegionGroup> fold(List<Region> pieces, int tasks) {
    return NodeFold.fold(pieces, ranges, nodes, tasks);
  }

  /** To how many nodes the tasks write at most, each of them; a phrase. */
  public String reach(List<RegionGroup> tasks) {
    long most = tasks.stream().mapToLong(this::targets).max().orElse(0);
    return most + (nodes.isEmpty() ? " shard" : " node") + (most == 1 ? "" : "s");
  }

  private long targets(RegionGroup task) {
    return task.regions().stream()
        .map(piece -> ranges.of(piece.start()))
        .map(range -> nodes.isEmpty() ? "" + range : nodes.get(range))
        .distinct()
        .count();
  }
}
