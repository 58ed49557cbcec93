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
    String text =
        HBaseSettings.MAPPING
            .read(conf::get)
            .orElseThrow(
                () ->
                    new ConfigException(
                        HBaseSettings.MAPPING
                            + " is not set but must hold the lines that make documents of rows"));
    return RowMapping.parse(text);
  }

  /** Puts a mapping in its canonical form, which needs no file in a task. */
  static void write(RowMapping mapping, Configuration conf) {
    conf.set(HBaseSettings.MAPPING.key(), mapping.toString());
  }
}
