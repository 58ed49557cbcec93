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
 * Routing by row ranges ({@code sluice.routing.by = row-range}), fixed at submission and the same
 * in every task. Immutable.
 */
public final class RowRouting {

  private static final String RANGES = InternalKeys.PREFIX + "ranges";
  private static final String NODES = InternalKeys.PREFIX + "ranges.nodes";
  private static final String FORECAST = InternalKeys.PREFIX + "ranges.forecast";

  private final RowRanges ranges;
  private final List<String> nodes;
  private final String forecast;

  /**
   * Creates a routing.
   *
   * @param nodes the node of the primary of each range, if known
   * @param forecast the expected skew of the shards, for display
   */
  public RowRouting(RowRanges ranges, List<String> nodes, String forecast) {
    this.ranges = ranges;
    this.nodes = nodes;
    this.forecast = forecast;
  }

  /**
   * The routing of a job.
   *
   * @return empty if documents are routed by their ids
   * @throws ConfigException if row ranges are requested but were not computed at submission
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
    // Hadoop does not store empty values.
    if (!nodes.isEmpty()) {
      conf.set(NODES, String.join("\n", nodes));
    }
    conf.set(FORECAST, forecast);
  }

  public RowRanges ranges() {
    return ranges;
  }

  /** The expected skew of the shards, from the sizes of regions, as text. */
  public String forecast() {
    return forecast;
  }

  /** The routing value of a row key inside an array. */
  public String valueOf(byte[] array, int offset, int length) {
    return ranges.value(ranges.of(array, offset, length));
  }

  /** Splits a region into pieces with one routing value each. */
  public List<Region> pieces(Region region) {
    return ranges.pieces(region);
  }

  /**
   * Groups pieces into tasks that write to few nodes.
   *
   * @param tasks at least 1
   */
  public List<RegionGroup> fold(List<Region> pieces, int tasks) {
    return NodeFold.fold(pieces, ranges, nodes, tasks);
  }

  /** The maximum number of nodes that a task writes to, as text. */
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
