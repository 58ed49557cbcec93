package dev.sluice.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The regions of one task, at least one, in key order. Immutable. */
public final class RegionGroup {

  private final String server;
  private final List<Region> regions;

  private RegionGroup(String server, List<Region> regions) {
    this.server = server;
    this.regions = regions;
  }

  /** Groups regions, at least one, for a task close to a server. */
  public static RegionGroup of(String server, List<Region> regions) {
    List<Region> sorted = new ArrayList<>(regions);
    sorted.sort(Region::compareStart);
    return new RegionGroup(server, Collections.unmodifiableList(sorted));
  }

  /** The server with most of the bytes; empty if unknown. */
  public String server() {
    return server;
  }

  /** The regions. */
  public List<Region> regions() {
    return regions;
  }

  /** The total size in bytes; regions of unknown size count as the average of the others. */
  public long bytes() {
    return regions.stream().mapToLong(Region::bytes).sum();
  }

  @Override
  public String toString() {
    return regions.size() + " regions on " + server + ", " + bytes() + " bytes";
  }
}
