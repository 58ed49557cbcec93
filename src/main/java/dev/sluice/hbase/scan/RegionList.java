package dev.sluice.hbase.scan;

import dev.sluice.routing.Region;
import java.io.IOException;
import java.util.List;

/** The regions to read, at submission. */
public interface RegionList {

  /** The regions that contain rows of the scan. Blocks while it queries HBase. */
  List<Region> regions() throws IOException;

  /** Whether a part of a region can be read separately. */
  boolean isDivisible();

  /** The serialized part of a snapshot for a region, as in {@link SplitRange}. */
  byte[] snapshotPart(Region region);
}
