package dev.sluice.hbase;

import dev.sluice.client.lanes.RoutingSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.hbase.mapping.RangeRouting;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.mapreduce.job.RowRouting;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The mapping in the configuration of a job. */
final class MappingOption {

  private MappingOption() {}

  /**
   * Reads the mapping.
   *
   * @throws ConfigException if there is none, or if it has errors
   */
  static RowMapping read(Configuration conf) {
    if (!HBaseSettings.MAPPING.read(conf::get).isPresent()) {
      throw new ConfigException(HBaseSettings.MAPPING + " is not set: set it to the mapping lines");
    }
    // Not the trimmed text of the setting: lines are counted from the first, blank or not.
    return RowMapping.parse(conf.get(HBaseSettings.MAPPING.key()));
  }

  /**
   * The mapping that a task uses: routed by row ranges if the job says so.
   *
   * @throws ConfigException as above, and if the mapping also sets the routing
   */
  static RowMapping ofTask(Configuration conf) {
    RowMapping mapping = read(conf);
    Optional<RowRouting> rows = RowRouting.of(conf);
    if (!rows.isPresent()) {
      return mapping;
    }
    checkUnrouted(mapping);
    return RangeRouting.of(mapping, rows.get());
  }

  /** Checks that row ranges may route the documents of a mapping. */
  static void checkUnrouted(RowMapping mapping) {
    Optional<String> own = RangeRouting.ownRule(mapping);
    if (own.isPresent()) {
      throw new ConfigException(
          RoutingSettings.BY
              + " is row-range, but the mapping also sets the routing: \""
              + own.get()
              + "\". Remove one of them");
    }
  }

  /** Stores a mapping in canonical form, so that a task does not need its file. */
  static void write(RowMapping mapping, Configuration conf) {
    conf.set(HBaseSettings.MAPPING.key(), mapping.toString());
  }
}
