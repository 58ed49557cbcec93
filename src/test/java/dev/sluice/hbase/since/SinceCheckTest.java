package dev.sluice.hbase.since;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.ConfigException;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.HBaseSettings;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Scan;
import org.junit.jupiter.api.Test;

/** Loads that cannot be limited to changes. */
class SinceCheckTest {

  private final Configuration conf = new Configuration(false);

  private List<String> problems(Scan scan, String snapshot) {
    conf.set(HBaseSettings.SINCE.key(), "2h");
    RowMapping mapping = RowMapping.parse("t = p:t");
    return catchThrowableOfType(
            ConfigException.class, () -> SinceCheck.check(conf, mapping, scan, snapshot))
        .problems();
  }

  @Test
  void a_snapshot_is_named_because_it_has_no_changes() {
    assertThat(problems(new Scan(), "nightly"))
        .containsExactly(
            "cannot load changes (sluice.hbase.since): the job reads snapshot nightly, which has"
                + " no changes since it was taken: read the table, or leave out the time");
  }

  @Test
  void a_scan_of_a_time_range_or_of_some_rows_is_refused() throws IOException {
    assertThat(problems(new Scan().setTimeRange(0, 10).setLimit(3), null))
        .hasSize(2)
        .anyMatch(line -> line.contains("the scan has a time range"))
        .anyMatch(line -> line.contains("the scan has a limit of rows"));
  }
}
