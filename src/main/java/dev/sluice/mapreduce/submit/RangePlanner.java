package dev.sluice.mapreduce.submit;

import dev.sluice.client.Administration;
import dev.sluice.client.index.RangeMeta;
import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.io.RegionInput;
import dev.sluice.mapreduce.encode.JobInput;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.RowRouting;
import dev.sluice.routing.Region;
import dev.sluice.routing.RowKey;
import dev.sluice.routing.RowRanges;
import dev.sluice.routing.ShardFunction;
import dev.sluice.routing.Skew;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.util.ReflectionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the row ranges of a job at submission. An index to be created gets ranges from the
 * current regions. An existing index must already have ranges; otherwise its documents would be
 * duplicated with another routing.
 */
final class RangePlanner {

  private static final Logger log = LoggerFactory.getLogger(RangePlanner.class);

  private static final String BY = RoutingSettings.BY + " is row-range, ";

  private final JobContext job;
  private final Administration server;

  RangePlanner(JobContext job, Administration server) {
    this.job = job;
    this.server = server;
  }

  /** Whether a job reads rows in regions. */
  static boolean canRoute(JobContext job) throws IOException {
    return RegionInput.class.isAssignableFrom(input(job));
  }

  private static Class<?> input(JobContext job) throws IOException {
    try {
      return JobInput.format(job.getConfiguration());
    } catch (RuntimeException e) {
      throw new IOException("the input format of the job is not on its class path", e);
    }
  }

  /**
   * Creates the plan.
   *
   * @param function the current or future shard function of the index
   * @return the plan with row ranges
   * @throws ConfigException if row ranges are not possible
   */
  IndexPlan plan(IndexPlan plan, ShardFunction function) throws IOException {
    return plan.creates() ? ofNew(plan, function) : ofExisting(plan, function);
  }

  /** Warns if documents from rows will be refused because they have no routing value. */
  void warnOfRanges(IndexPlan plan) throws IOException {
    if (canRoute(job) && kept(plan).isPresent()) {
      log.warn(
          "Index {} requires a routing value for each document (row ranges in _meta.{} of its"
              + " mapping):"
              + " set {} to row-range, or set the routing in the mapper",
          plan.concrete().get(),
          RangeMeta.NAME,
          RoutingSettings.BY);
    }
  }

  private Optional<RowRanges> kept(IndexPlan plan) throws IOException {
    return plan.concrete().isPresent() && !plan.creates()
        ? RangeMeta.in(server.index(plan.concrete().get()).meta())
        : Optional.empty();
  }

  private IndexPlan ofExisting(IndexPlan plan, ShardFunction function) throws IOException {
    Optional<RowRanges> kept = kept(plan);
    if (!kept.isPresent()) {
      throw new ConfigException(
          BY
              + "but \""
              + plan.index()
              + "\" exists without row ranges (no _meta."
              + RangeMeta.NAME
              + " in its mapping). Its documents have a different routing and would be"
              + " duplicated: load into a new index, or remove "
              + RoutingSettings.BY);
    }
    RowRanges ranges = kept.get();
    Map<Integer, String> primaries = server.index(plan.concrete().get()).primaries();
    List<String> nodes =
        IntStream.range(0, ranges.count())
            .map(range -> function.shardsOf(ranges.value(range)).iterator().next())
            .mapToObj(shard -> primaries.getOrDefault(shard, ""))
            .collect(Collectors.toList());
    String forecast = Skew.of(regions(), ranges).toString();
    return plan.with(announced(new RowRouting(ranges, nodes, forecast)));
  }

  private IndexPlan ofNew(IndexPlan plan, ShardFunction function) throws IOException {
    List<Region> regions = regions();
    check(plan, function, regions.size());
    RowRanges ranges = RowRanges.cut(regions, function);
    Skew skew = Skew.of(regions, ranges);
    if (skew.factor() > RoutingSettings.MAX_SKEW.read(job.getConfiguration()::get)) {
      throw new ConfigException(skewed(plan, ranges, skew));
    }
    RowRouting rows = new RowRouting(ranges, Collections.emptyList(), skew.toString());
    return plan.with(body(plan, ranges)).with(announced(rows));
  }

  private static RowRouting announced(RowRouting rows) {
    log.info("Routing documents by {} row ranges; {}", rows.ranges().count(), rows.forecast());
    return rows;
  }

  private static void check(IndexPlan plan, ShardFunction function, int regions) {
    if (function.isPartitioned()) {
      throw new ConfigException(
          BY
              + "but index \""
              + plan.index()
              + "\" would have partitioned routing, which maps a routing value to several"
              + " shards: remove routing_partition_size or "
              + RoutingSettings.BY);
    }
    if (regions < function.shards()) {
      throw new ConfigException(
          BY
              + "but the table has only "
              + regions
              + " regions to read, for the "
              + function.shards()
              + " shards of index \""
              + plan.index()
              + "\": use at most "
              + regions
              + " shards ("
              + OutputSettings.INDEX_CREATE
              + "), split regions, or remove "
              + RoutingSettings.BY);
    }
  }

  private static String skewed(IndexPlan plan, RowRanges ranges, Skew skew) {
    return BY
        + "but in index \""
        + plan.index()
        + "\" "
        + skew
        + ", over the limit "
        + RoutingSettings.MAX_SKEW
        + ": split the large region at or after the row key "
        + RowKey.toHex(ranges.start(skew.largest()))
        + " (hex), give the index fewer shards ("
        + OutputSettings.INDEX_CREATE
        + "), or raise "
        + RoutingSettings.MAX_SKEW;
  }

  private static String body(IndexPlan plan, RowRanges ranges) {
    try {
      return RangeMeta.createBody(plan.body(), ranges);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          OutputSettings.INDEX_CREATE
              + " is a file to which row ranges cannot be added, because its mappings or their"
              + " _meta are not a JSON object: "
              + e.getMessage(),
          e);
    }
  }

  private List<Region> regions() throws IOException {
    InputFormat<?, ?> input =
        (InputFormat<?, ?>) ReflectionUtils.newInstance(input(job), job.getConfiguration());
    return ((RegionInput) input).regions(job);
  }
}
