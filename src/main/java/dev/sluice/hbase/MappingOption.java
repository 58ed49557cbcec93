package dev.sluice.hbase;

import dev.sluice.config.ConfigException;
import org.apache.hadoop.conf.Configuration;

/** The mapping that a job carries in its configuration. */
final class MappingOption {

  private MappingOption() {}

  /**
   * Reads the mapping.
   *
   * @throws ConfigException if there is none, or if it has mistakes
   */
  static RowMapping read(Configuration conf) {
    if (!HBaseSettings.MAPPING.read(conf::get).isPresent()) {
      throw new ConfigException(
          HBaseSettings.MAPPING
              + " is not set but must hold the lines that make documents of rows");
    }
    // Not the trimmed text of the setting: lines are counted from the first, blank or not.
    return RowMapping.parse(conf.get(HBaseSettings.MAPPING.key()));
  }

  /** Puts a mapping in its canonical form, which needs no file in a task. */
  static void write(RowMapping mapping, Configuration conf) {
    conf.set(HBaseSettings.MAPPING.key(), mapping.toString());
  }
}
