package dev.sluice.cli;

import dev.sluice.cli.run.MapTaskLimit;
import dev.sluice.config.ConfigException;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** The maximum of concurrent map tasks, where the input determines their number. */
final class MapperLimit {

  private static final int MOST = 100_000;

  @Option(names = "--mappers", paramLabel = "N", description = "Maximum concurrent map tasks.")
  private Integer mappers;

  /**
   * Sets it, if it was given.
   *
   * @throws ConfigException if it is out of bounds
   */
  void applyTo(Configuration conf) {
    if (mappers == null) {
      return;
    }
    if (mappers < 1 || mappers > MOST) {
      throw new ConfigException(
          "--mappers is \"" + mappers + "\" but must be a whole number from 1 to " + MOST);
    }
    MapTaskLimit.set(conf, mappers);
  }
}
