package dev.sluice.io;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.job.RowRouting;
import dev.sluice.routing.Region;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * An input format for rows in regions, in key order. It is required for routing by row ranges. The
 * code that converts its records to documents must take each routing value from {@link RowRouting}.
 */
@InterfaceAudience.LimitedPrivate("input formats over rows")
@InterfaceStability.Evolving
public interface RegionInput {

  /**
   * The regions that contain the rows of a job, at submission. Blocks.
   *
   * @throws ConfigException if the rows already have a routing value
   * @throws IOException if the regions cannot be listed
   */
  List<Region> regions(JobContext job) throws IOException;
}
