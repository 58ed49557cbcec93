package dev.sluice.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Groups many regions into few tasks. Each server gets tasks in proportion to its bytes, at least
 * one, and packs its regions into them, largest first. Then regions move between servers until the
 * largest task is at most 1.2 times the average, or as large as the largest region. Balance is more
 * important than locality, because all bytes are sent to Elasticsearch anyway. If few large regions
 * make that bound impossible, the most balanced grouping found is used. The same input gives the
 * same tasks.
 */
public final class RegionFold {

  private static final double SLACK = 1.2;

  private RegionFold() {}

  /**
   * Groups regions.
   *
   * @param regions any number; one of unknown size counts as the average of the others
   * @param tasks at least 1; with fewer regions than that, each region is a task
   * @return the tasks, each region in exactly one, in the order of their first keys
   */
  public static List<RegionGroup> fold(List<Region> regions, int tasks) {
    if (tasks < 1) {
      throw new IllegalArgumentException(
          "the number of map tasks must be at least 1, not " + tasks);
    }
    if (regions.isEmpty()) {
      return Collections.emptyList();
    }
    List<Region> sized = sized(regions);
    int count = Math.min(tasks, sized.size());
    List<Bin> bins = pack(sized, count);
    return bins.stream()
        .map(Bin::toGroup)
        .sorted(Comparator.comparing(group -> group.regions().get(0), Region::compareStart))
        .collect(Collectors.toList());
  }

  /** Replaces unknown sizes with the average, so that such a region does not count as empty. */
  static List<Region> sized(List<Region> regions) {
    double mean =
        regions.stream().mapToLong(Region::bytes).filter(bytes -> bytes > 0).average().orElse(1);
    return regions.stream()
        .map(region -> region.bytes() > 0 ? region : region.holding(Math.max(1, (long) mean)))
        .collect(Collectors.toList());
  }

  private static List<Bin> pack(List<Region> regions, int tasks) {
    double mean = regions.stream().mapToLong(Region::bytes).sum() / (double) tasks;
    long largest = regions.stream().mapToLong(Region::bytes).max().orElse(0);
    double most = Math.max(SLACK * mean, (double) largest);
    List<Bin> nearby = perServer(regions, tasks);
    Rebalancer.to(most, nearby);
    if (largest(nearby) <= most) {
      return nearby;
    }
    List<Bin> anywhere = Bin.pack(regions, tasks);
    Rebalancer.to(most, anywhere);
    return largest(anywhere) < largest(nearby) ? anywhere : nearby;
  }

  private static long largest(List<Bin> bins) {
    return bins.stream().mapToLong(Bin::bytes).max().orElse(0);
  }

  private static List<Bin> perServer(List<Region> regions, int tasks) {
    Map<String, List<Region>> byServer = new TreeMap<>();
    regions.forEach(
        region -> byServer.computeIfAbsent(region.server(), s -> new ArrayList<>()).add(region));
    List<List<Region>> servers = new ArrayList<>(byServer.values());
    if (servers.size() > tasks) {
      servers = merged(servers, tasks);
    }
    int[] shares = TaskShares.of(servers, tasks);
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      bins.addAll(Bin.pack(servers.get(i), shares[i]));
    }
    return bins;
  }

  /** Merges servers: from the largest on, each joins the smallest of those before it. */
  private static List<List<Region>> merged(List<List<Region>> servers, int count) {
    servers.sort(Comparator.comparingLong(TaskShares::bytes).reversed());
    List<List<Region>> merged = new ArrayList<>();
    for (List<Region> server : servers) {
      if (merged.size() < count) {
        merged.add(new ArrayList<>(server));
      } else {
        Collections.min(merged, Comparator.comparingLong(TaskShares::bytes)).addAll(server);
      }
    }
    return merged;
  }
}
