package dev.sluice.hbase.scan;

import dev.sluice.routing.Region;
import java.io.IOException;
import java.util.List;

/** What there is to read when a job is submitted. */
public interface RegionList {

  /** The regions in which the scan can find rows. Blocks while HBase is asked. */
  List<Region> regions() throws IOException;

  /** Whether a part of a region can be read alone. */
  boolean isDivisible();

  /** What goes with a region of a snapshot, as in {@link SplitRange}. */
  byte[] snapshotPart(Region region);
}
