package dev.sluice.cli.check;

import dev.sluice.cli.run.HumanNumbers;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.hbase.TableSize;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.hbase.scan.MapTaskCount;
import dev.sluice.routing.Region;
import dev.sluice.routing.RegionFold;
import dev.sluice.routing.RegionGroup;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;

/** Reads the regions of a table. The only class of the package that needs HBase. */
final class TableSource {

  private TableSource() {}

  /**
   * Reads the table. Blocks.
   *
   * @param dataNodes the data nodes of Elasticsearch; 0 if unknown
   * @throws ConfigException if the table does not exist, or HBase is not on the class path
   */
  static Source read(Configuration given, String table, int dataNodes, int limit)
      throws IOException {
    try {
      Configuration conf = HBaseConfiguration.create(given);
      Settings settings = Settings.from(conf::get);
      MapTaskCount mappers = settings.get(HBaseSettings.MAPPERS);
      long readAhead = settings.get(HBaseSettings.READ_AHEAD).bytes();
      settings.check();
      List<Region> regions = TableSize.regions(conf, table);
      List<RegionGroup> tasks = RegionFold.fold(regions, tasks(mappers, dataNodes, regions.size()));
      String parts =
          HumanNumbers.count(regions.size()) + (regions.size() == 1 ? " region" : " regions");
      // Where no region has a size, a fold counts each as one byte.
      boolean sized = regions.stream().anyMatch(region -> region.bytes() > 0);
      long[] bytes = tasks.stream().mapToLong(task -> sized ? task.bytes() : 0).toArray();
      return new Source(parts, bytes, limit, readAhead);
    } catch (NoClassDefFoundError e) {
      throw new ConfigException(
          "HBase is not on the class path; set"
              + " HADOOP_CLASSPATH=/etc/hbase/conf:$(hbase mapredcp)",
          e);
    }
  }

  private static int tasks(MapTaskCount mappers, int dataNodes, int regions) {
    return mappers.isAuto() && dataNodes > 0
        ? dataNodes
        : mappers.number().orElse(Math.max(1, regions));
  }
}
