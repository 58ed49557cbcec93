package dev.sluice.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The regions collected for one task. Not thread-safe. */
final class Bin {

  /**
   * Largest first; regions of equal size in key order, so that the same input gives the same tasks.
   */
  static final Comparator<Region> LARGEST_FIRST =
      Comparator.comparingLong(Region::bytes).reversed().thenComparing(Region::compareStart);

  private final List<Region> regions = new ArrayList<>();
  private long bytes;

  /** Packs regions into bins: from the largest region on, always into the emptiest bin. */
  static List<Bin> pack(Collection<Region> regions, int bins) {
    List<Bin> packed = new ArrayList<>();
    for (int i = 0; i < bins; i++) {
      packed.add(new Bin());
    }
    regions.stream().sorted(LARGEST_FIRST).forEach(region -> emptiest(packed).add(region));
    return packed;
  }

  private static Bin emptiest(List<Bin> bins) {
    Bin emptiest = bins.get(0);
    for (Bin bin : bins) {
      if (bin.bytes < emptiest.bytes) {
        emptiest = bin;
      }
    }
    return emptiest;
  }

  long bytes() {
    return bytes;
  }

  List<Region> regions() {
    return regions;
  }

  void add(Region region) {
    regions.add(region);
    bytes += region.bytes();
  }

  void remove(Region region) {
    regions.remove(region);
    bytes -= region.bytes();
  }

  RegionGroup toGroup() {
    return RegionGroup.of(server(), regions);
  }

  private String server() {
    Map<String, Long> byServer = new TreeMap<>();
    for (Region region : regions) {
      byServer.merge(region.server(), region.bytes(), Long::sum);
    }
    return byServer.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
