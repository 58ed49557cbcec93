package dev.sluice.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import dev.sluice.hbase.mapping.RowMapping;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.mapreduce.TableInputFormat;
import org.apache.hadoop.hbase.mapreduce.TableMapReduceUtil;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;

class ScanKeysTest {

  private static final RowMapping MAPPING = RowMapping.parse("a = f:a");

  private static Configuration with(String... pairs) {
    Configuration conf = FakeHBase.configuration();
    for (String pair : pairs) {
      String[] parts = pair.split("=", 2);
      conf.set("hbase.mapreduce.scan" + parts[0], parts[1]);
    }
    return conf;
  }

  private static Scan scanOfJob(Configuration conf) throws IOException {
    return TableMapReduceUtil.convertStringToScan(
        TableJob.of(conf, "pages", MAPPING)
            .writeTo("http://es:9200", "docs")
            .getConfiguration()
            .get(TableInputFormat.SCAN));
  }

  @Test
  void keys_of_HBases_own_format_choose_rows_and_times() throws IOException {
    Scan scan =
        scanOfJob(
            with(
                ".row.start=b\\x00",
                ".row.stop=k",
                ".timerange.start=5",
                ".timerange.end=9",
                ".cachedrows=77",
                ".cacheblocks=true"));

    assertThat(scan.getStartRow()).isEqualTo(new byte[] {'b', 0});
    assertThat(scan.getStopRow()).isEqualTo(Bytes.toBytes("k"));
    assertThat(scan.getTimeRange().getMin()).isEqualTo(5);
    assertThat(scan.getTimeRange().getMax()).isEqualTo(9);
    assertThat(scan.getCaching()).isEqualTo(77);
    assertThat(scan.getCacheBlocks()).isTrue();
    assertThat(scanOfJob(with(".timestamp=7")).getTimeRange().getMax()).isEqualTo(8);
  }

  @Test
  void a_whole_scan_in_HBases_key_is_kept() throws IOException {
    Scan whole = new Scan().withStartRow(Bytes.toBytes("x"));

    Scan scan = scanOfJob(with("=" + TableMapReduceUtil.convertScanToString(whole)));

    assertThat(scan.getStartRow()).isEqualTo(Bytes.toBytes("x"));
  }

  @Test
  void rows_that_the_program_chooses_win_over_keys() throws IOException {
    TableJob job = TableJob.of(with(".row.start=b"), "pages", MAPPING);

    String scan =
        job.rows(new Scan().withStartRow(Bytes.toBytes("q")))
            .writeTo("http://es:9200", "docs")
            .getConfiguration()
            .get(TableInputFormat.SCAN);

    assertThat(TableMapReduceUtil.convertStringToScan(scan).getStartRow())
        .isEqualTo(Bytes.toBytes("q"));
  }

  @Test
  void keys_that_a_mapping_does_not_go_with_are_refused_by_name_all_at_once() {
    Configuration conf = with(".columns=f:a", ".column.family=f", ".maxversions=3", ".batchsize=5");

    assertThatThrownBy(() -> scanOfJob(conf))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(4)
                    .allMatch(problem -> problem.endsWith("remove the key")));
  }

  @Test
  void a_scan_that_cannot_be_made_names_the_keys() {
    for (String key : Arrays.asList(".timestamp=noon", ".cachedrows=many", "=@@@")) {
      assertThatThrownBy(() -> scanOfJob(with(key)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("hbase.mapreduce.scan");
    }
    assertThatThrownBy(() -> scanOfJob(with(".timerange.start=4")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("hbase.mapreduce.scan.timerange.end");
  }
}
