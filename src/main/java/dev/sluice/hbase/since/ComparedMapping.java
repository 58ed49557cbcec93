package dev.sluice.hbase.since;

import dev.sluice.config.ConfigException;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.since.LoadedMapping;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.mapreduce.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mapping of a comparison beside the one that loaded the index. Another mapping is only a
 * warning: a comparison shows which documents a new mapping would change.
 */
public final class ComparedMapping {

  private static final Logger log = LoggerFactory.getLogger(ComparedMapping.class);

  private ComparedMapping() {}

  /**
   * Warns if the index was loaded with another mapping. Blocks while it reads the marks of the
   * index; a comparison does not fail if it cannot.
   *
   * @throws ConfigException if the job reads only changes, which cannot be compared with an index
   */
  public static void check(JobContext job, TableName table, RowMapping mapping) {
    Configuration conf = job.getConfiguration();
    if (HBaseSettings.SINCE.isGiven(conf::get)) {
      throw new ConfigException(
          HBaseSettings.SINCE
              + " cannot be combined with a comparison, which needs all rows: remove it");
    }
    try {
      warnOfOther(job, table, LoadScope.hash(mapping));
    } catch (IOException e) {
      log.info("The mapping is not compared with that of the load: {}", e.getMessage());
    }
  }

  private static void warnOfOther(JobContext job, TableName table, String given)
      throws IOException {
    Configuration conf = job.getConfiguration();
    Optional<LoadedMapping> last = LoadedMapping.ofTarget(job, table.getNameAsString());
    if (last.filter(load -> load.isOther(given)).isPresent()) {
      String warning =
          "index "
              + IndexPlan.load(conf).index()
              + " was last loaded from "
              + last.get()
              + ", but the given mapping is "
              + given
              + ": give the mapping of the load, or expect a difference in each document";
      log.warn(warning);
      conf.set(InternalKeys.WARNINGS, warning);
    }
  }
}
