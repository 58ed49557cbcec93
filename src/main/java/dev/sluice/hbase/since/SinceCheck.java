package dev.sluice.hbase.since;

import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.hbase.mapping.KeyedDocuments;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.mapreduce.encode.IndexPattern;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Scan;

/** Checks whether a table can be loaded since a time, without asking HBase or Elasticsearch. */
public final class SinceCheck {

  private SinceCheck() {}

  /**
   * Checks a job with a time since which it loads changes; any other is left alone.
   *
   * @param scan the rows to read
   * @param snapshot the snapshot to read; null for the table
   * @throws ConfigException with all problems
   */
  public static void check(Configuration conf, RowMapping mapping, Scan scan, String snapshot) {
    Settings settings = Settings.from(conf::get);
    boolean given = settings.get(HBaseSettings.SINCE).isPresent();
    settings.get(HBaseSettings.OVERLAP);
    settings.check();
    if (!given) {
      return;
    }
    List<String> reasons = new ArrayList<>();
    if (snapshot != null) {
      reasons.add(
          "the job reads snapshot "
              + snapshot
              + ", which has no changes since it was taken: read the table, or leave out the time");
    }
    if (!scan.getTimeRange().isAllTime() || !scan.getColumnFamilyTimeRange().isEmpty()) {
      reasons.add(
          "the scan has a time range, but each row must be read as a whole: remove"
              + " hbase.mapreduce.scan.timerange.* or setTimeRange");
    }
    if (scan.getLimit() > 0) {
      reasons.add("the scan has a limit of rows: remove setLimit");
    }
    KeyedDocuments.obstacle(mapping).ifPresent(reasons::add);
    Optional<String> index = OutputSettings.INDEX.read(conf::get);
    if (index.filter(IndexPattern::isPattern).isPresent()) {
      reasons.add(
          "the index is \""
              + index.get()
              + "\", and a row that was deleted has no field to choose it by: name one index");
    }
    if (!reasons.isEmpty()) {
      throw new ConfigException(problems(reasons));
    }
  }

  private static List<String> problems(List<String> reasons) {
    List<String> problems = new ArrayList<>();
    reasons.forEach(
        reason -> problems.add("cannot load changes (" + HBaseSettings.SINCE + "): " + reason));
    return problems;
  }
}
