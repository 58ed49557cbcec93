package dev.sluice.cli;

import dev.sluice.cli.run.MapTaskLimit;
import dev.sluice.config.Settings;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.hbase.scan.MapTaskCount;
import org.apache.hadoop.conf.Configuration;

/** The option {@code --mappers} for a table, whose regions are grouped into that many tasks. */
final class TableMappers {

  private TableMappers() {}

  /**
   * Sets the number of map tasks, and that all of them may run at the same time.
   *
   * @param mappers the value of the option; null if it was not given
   * @throws dev.sluice.config.ConfigException if it is neither a number nor auto
   */
  static void set(Configuration conf, String mappers) {
    if (mappers == null) {
      return;
    }
    WriteOptions.set(conf, HBaseSettings.MAPPERS.key(), mappers);
    Settings settings = Settings.from(conf::get);
    MapTaskCount wanted = settings.get(HBaseSettings.MAPPERS);
    settings.check();
    MapTaskLimit.set(conf, wanted.number().orElse(MapTaskCount.MOST));
  }
}
