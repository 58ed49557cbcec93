package dev.sluice.cli.run;

import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.job.JobCaller;
import dev.sluice.mapreduce.job.JobSecrets;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * The number of segments of each primary shard of an index. Many small segments show that each
 * shard received few documents at once. Empty if the index cannot be read.
 */
public final class SegmentCounts {

  private final List<Long> byShard;

  private SegmentCounts(List<Long> byShard) {
    this.byShard = byShard;
  }

  /** Asks the cluster that a configuration names. Blocks. */
  public static SegmentCounts of(Configuration conf, String index) {
    if (conf.get(ConnectionSettings.NODES.key()) == null) {
      return new SegmentCounts(Collections.emptyList());
    }
    Settings settings = Settings.from(conf::get);
    try {
      ConnectionOptions options =
          ConnectionOptions.read(settings, JobSecrets.read(conf, settings), JobCaller.of(conf));
      settings.check();
      try (Connection connection = Connection.open(options)) {
        return new SegmentCounts(connection.administration().index(index).segments());
      }
    } catch (IOException | ConfigException e) {
      return new SegmentCounts(Collections.emptyList());
    }
  }

  /**
   * For example {@code 31 in 12 shards, 2 to 4 each}, or {@code 5 in 1 shard}; {@code -} if
   * unknown.
   */
  @Override
  public String toString() {
    if (byShard.isEmpty()) {
      return "-";
    }
    String sum = HumanNumbers.count(byShard.stream().mapToLong(Long::longValue).sum());
    if (byShard.size() == 1) {
      return sum + " in 1 shard";
    }
    return sum
        + " in "
        + byShard.size()
        + " shards, "
        + Collections.min(byShard)
        + " to "
        + Collections.max(byShard)
        + " each";
  }
}
