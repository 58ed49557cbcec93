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
 * An input format over rows that lie in regions, in the order of their keys: what documents can be
 * routed by row ranges from. Its records are to be made documents by something that asks {@link
 * RowRouting} for the routing of each.
 */
@InterfaceAudience.LimitedPrivate("input formats over rows")
@InterfaceStability.Evolving
public interface RegionInput {

  /**
   * The regions in which a job will find rows, when it is submitted. Blocks.
   *
   * @throws ConfigException if the rows bring a routing of their own
   * @throws IOException if nobody tells
   */
  List<Region> regions(JobContext job) throws IOException;
}
