package dev.sluice.cli.source;

import dev.sluice.config.ConfigException;
import dev.sluice.config.LocalFile;
import dev.sluice.hbase.TableJob;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.HBaseSettings;
import java.io.IOException;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;

/**
 * A table as the source of a job, and the file with its mapping. The only class of the package that
 * needs HBase. Immutable.
 */
public final class TableSource {

  private final String table;
  private final String mapping;

  /**
   * A table.
   *
   * @param mapping the file with the mapping
   */
  public TableSource(String table, String mapping) {
    this.table = table;
    this.mapping = mapping;
  }

  /**
   * The job that reads the table.
   *
   * @param conf all other keys, also those of {@link HBaseSettings}; the table and the mapping are
   *     set in it
   * @throws ConfigException if HBase is not on the class path, or with all problems of the keys and
   *     of the mapping
   */
  public TableJob job(Configuration conf) {
    try {
      conf.set(HBaseSettings.TABLE.key(), table, "the command line");
      conf.set(HBaseSettings.MAPPING.key(), mappingLines(), "the command line");
      return TableJob.of(HBaseConfiguration.create(conf));
    } catch (NoClassDefFoundError e) {
      throw MissingHBase.of(e);
    }
  }

  private String mappingLines() {
    try {
      String lines = LocalFile.named(mapping).text();
      RowMapping.parse(lines);
      return lines;
    } catch (IOException e) {
      throw new ConfigException(
          "--mapping is \"" + mapping + "\", which cannot be read: " + e.getMessage(), e);
    } catch (ConfigException e) {
      throw new ConfigException(
          e.problems().stream()
              .map(problem -> mapping + ", " + problem.replaceFirst("^mapping ", ""))
              .collect(Collectors.toList()));
    }
  }
}
