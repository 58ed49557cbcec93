package dev.sluice.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Regions that one task reads, at least one, in the order of their keys. Immutable. */
public final class RegionGroup {

  private final String server;
  private final List<Region> regions;

  private RegionGroup(String server, List<Region> regions) {
    this.server = server;
    this.regions = regions;
  }

  static RegionGroup of(String server, List<Region> regions) {
    List<Region> sorted = new ArrayList<>(regions);
    sorted.sort(Region::compareStart);
    return new RegionGroup(server, Collections.unmodifiableList(sorted));
  }

  /** The server that holds most of its bytes; empty where that is not known. */
  public String server() {
    return server;
  }

  /** Its regions. */
  public List<Region> regions() {
    return regions;
  }

  /** How much there is to read; regions of unknown size count as the mean of the others. */
  public long bytes() {
    return regions.stream().mapToLong(Region::bytes).sum();
  }

  @Override
  public String toString() {
    return regions.size() + " regions on " + server + ", " + bytes() + " bytes";
  }
}
