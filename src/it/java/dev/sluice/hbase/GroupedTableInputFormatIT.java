package dev.sluice.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.hbase.scan.GroupedSplit;
import dev.sluice.hbase.scan.RowCounter;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.HBaseCluster;
import dev.sluice.it.Index;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.filter.PrefixFilter;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.hbase.mapreduce.TableSnapshotInputFormat;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every row of a real HBase exactly once, however its regions lie, split and move. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class GroupedTableInputFormatIT {

  private static final HBaseCluster HBASE = HBaseCluster.shared();

  private static final String WIDE = "grouped-wide";
  private static final byte[] FAMILY = {'f'};
  private static final List<byte[]> KEYS = new ArrayList<>();

  /** A table of 256 regions, one for each first byte, of which every fifth has no row. */
  @BeforeAll
  static void fill() throws IOException {
    byte[][] cuts =
        IntStream.range(1, 256).mapToObj(b -> new byte[] {(byte) b}).toArray(byte[][]::new);
    for (int first = 0; first < 256; first++) {
      if (first % 5 != 3) {
        KEYS.add(new byte[] {(byte) first});
        KEYS.add(new byte[] {(byte) first, 0});
        KEYS.add(new byte[] {(byte) first, 'k'});
        KEYS.add(new byte[] {(byte) first, (byte) 0xff, (byte) 0xff, (byte) 0xff});
      }
    }
    try (Table table = HBASE.create(WIDE, cuts, "f", "g")) {
      table.put(KEYS.stream().map(key -> put(key, 10)).toList());
      table.put(KEYS.stream().map(key -> put(key, 20)).toList());
    }
  }

  private static Put put(byte[] key, long time) {
    return new Put(key, time)
        .addColumn(FAMILY, FAMILY, Bytes.toBytes(time))
        .addColumn(Bytes.toBytes("g"), FAMILY, FAMILY);
  }

  private static TableReads read(String table, Scan scan) throws IOException {
    return TableReads.of(HBASE.configuration(), table, scan);
  }

  private static TableReads wide(Scan scan) throws IOException {
    return read(WIDE, scan).with("sluice.hbase.mappers", "10");
  }

  @Test
  void a_pre_split_by_one_byte_is_read_once_by_a_few_tasks() throws Exception {
    TableReads reads = wide(new Scan());

    List<InputSplit> splits = reads.splits();

    assertThat(splits).hasSize(10);
    assertThat(splits).allSatisfy(split -> assertThat(split.getLength()).isPositive());
    assertThat(splits).allSatisfy(split -> assertThat(split.getLocations()).hasSize(1));
    assertThat(splits).allSatisfy(split -> assertThat(ranges(split)).isBetween(25, 26));
    assertThat(reads.rows(splits)).containsExactlyInAnyOrderElementsOf(sorted(KEYS));
  }

  @Test
  void by_default_each_region_is_a_task() throws Exception {
    TableReads reads =
        read(WIDE, new Scan().withStartRow(new byte[] {1}).withStopRow(new byte[] {8}));

    assertThat(reads.splits()).hasSize(7);
    assertThat(reads.rows())
        .containsExactlyInAnyOrderElementsOf(
            sorted(KEYS.stream().filter(key -> key[0] >= 1 && key[0] < 8).toList()));
  }

  @Test
  void start_and_stop_are_kept_to_the_letter() throws Exception {
    byte[] start = {0x10, 'k'};
    byte[] stop = {(byte) 0xf0};

    List<String> closed = wide(new Scan().withStartRow(start).withStopRow(stop, true)).rows();
    List<String> open = wide(new Scan().withStartRow(start, false).withStopRow(stop)).rows();

    assertThat(closed)
        .containsExactlyInAnyOrderElementsOf(
            sorted(KEYS.stream().filter(key -> in(key, start, stop)).toList()));
    assertThat(closed).contains("\\xF0").doesNotContain("\\xF0\\x00");
    assertThat(open).hasSize(closed.size() - 2).isSubsetOf(closed);
  }

  private static boolean in(byte[] key, byte[] start, byte[] stop) {
    return Bytes.compareTo(key, start) >= 0 && Bytes.compareTo(key, stop) <= 0;
  }

  @Test
  void filter_caching_times_and_versions_of_the_scan_are_kept() throws Exception {
    createWithVersions("grouped-versions");
    Scan scan = new Scan().setCaching(1).addFamily(FAMILY).setFilter(new PrefixFilter(b("k")));

    assertThat(read("grouped-versions", scan).rows()).containsExactly("k", "k1", "k\\xFF");
    assertThat(cells(read("grouped-versions", scan))).isEqualTo(3);
    assertThat(cells(read("grouped-versions", new Scan(scan).readVersions(2)))).isEqualTo(6);
    assertThat(cells(read("grouped-versions", new Scan(scan).setTimeRange(5, 15)))).isEqualTo(3);
    assertThat(cells(read("grouped-versions", new Scan(scan).setTimeRange(30, 40)))).isZero();
  }

  private static void createWithVersions(String name) throws IOException {
    TableName table = TableName.valueOf(name);
    try (Admin admin = HBASE.connection().getAdmin()) {
      admin.createTable(
          TableDescriptorBuilder.newBuilder(table)
              .setColumnFamily(
                  ColumnFamilyDescriptorBuilder.newBuilder(FAMILY).setMaxVersions(3).build())
              .setColumnFamily(ColumnFamilyDescriptorBuilder.of("g"))
              .build(),
          new byte[][] {b("j"), b("k1"), b("l")});
    }
    try (Table rows = HBASE.connection().getTable(table)) {
      for (byte[] key : List.of(b("j"), b("k"), b("k1"), new byte[] {'k', (byte) 0xff}, b("l"))) {
        rows.put(put(key, 10));
        rows.put(put(key, 20));
      }
    }
  }

  private static int cells(TableReads reads) throws Exception {
    int cells = 0;
    for (InputSplit split : reads.splits()) {
      try (RecordReader<ImmutableBytesWritable, Result> reader =
          reads.reader(split, new Counters())) {
        while (reader.nextKeyValue()) {
          cells += reader.getCurrentValue().size();
        }
      }
    }
    return cells;
  }

  @Test
  void a_scan_that_cuts_rows_into_pieces_is_refused() {
    assertThatThrownBy(() -> wide(new Scan().setBatch(1)).splits())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("setBatch(1)");
  }

  @Test
  void a_scan_outside_all_keys_has_no_rows() throws Exception {
    Scan nothing = new Scan().withStartRow(new byte[] {9}).withStopRow(new byte[] {8});

    assertThat(wide(nothing).splits()).isEmpty();
  }

  @Test
  void an_empty_table_has_no_rows() throws Exception {
    HBASE.create("grouped-empty", null, "f").close();
    HBASE.create("grouped-empty-cut", new byte[][] {{(byte) 0xff}}, "f").close();

    assertThat(read("grouped-empty", new Scan()).rows()).isEmpty();
    assertThat(read("grouped-empty-cut", new Scan()).with("sluice.hbase.mappers", "1").rows())
        .isEmpty();
  }

  @Test
  void regions_that_split_merge_and_move_before_they_are_read_lose_and_double_nothing()
      throws Exception {
    List<byte[]> keys = numbered("grouped-change", 500, 10, "100", "200", "300", "400");
    TableReads reads = read("grouped-change", new Scan()).with("sluice.hbase.mappers", "2");
    List<InputSplit> before = reads.splits();

    HBASE.split("grouped-change", "050");
    HBASE.split("grouped-change", "250");
    HBASE.merge("grouped-change", "300", "400");
    HBASE.move("grouped-change", "100");

    assertThat(before).hasSize(2);
    assertThat(reads.rows(before)).containsExactlyInAnyOrderElementsOf(sorted(keys));
    assertThat(reads.rows()).containsExactlyInAnyOrderElementsOf(sorted(keys));
  }

  @Test
  void regions_that_split_and_move_while_they_are_read_lose_and_double_nothing() throws Exception {
    List<byte[]> keys = numbered("grouped-live", 2_000, 1_000, "1000");
    TableReads reads =
        read("grouped-live", new Scan().setCaching(20))
            .with("sluice.hbase.mappers", "1")
            .with("sluice.hbase.read-ahead", "64kb");
    InputSplit split = reads.splits().get(0);
    List<String> rows = new ArrayList<>();

    try (RecordReader<ImmutableBytesWritable, Result> reader =
        reads.reader(split, new Counters())) {
      assertThat(reader.nextKeyValue()).isTrue();
      rows.add(Bytes.toStringBinary(reader.getCurrentKey().copyBytes()));
      HBASE.split("grouped-live", "0500");
      HBASE.split("grouped-live", "1500");
      HBASE.move("grouped-live", "0000");
      rows.addAll(TableReads.rest(reader));
      assertThat(reader.getProgress()).isEqualTo(1);
    }

    assertThat(rows).containsExactlyElementsOf(sorted(keys));
  }

  @Test
  void a_mapper_held_up_for_longer_than_the_lease_keeps_its_scanner() throws Exception {
    List<byte[]> keys = numbered("grouped-lease", 2_000, 1_000);
    TableReads reads =
        read("grouped-lease", new Scan().setCaching(20)).with("sluice.hbase.read-ahead", "64kb");
    Counters counters = new Counters();

    List<String> rows;
    try (RecordReader<ImmutableBytesWritable, Result> reader =
        reads.reader(reads.splits().get(0), counters)) {
      assertThat(reader.nextKeyValue()).isTrue();
      int scanners = HBASE.openScanners();
      outlast(HBaseCluster.SCANNER_LEASE.toMillis() * 3 / 2);
      assertThat(HBASE.openScanners()).isPositive().isGreaterThanOrEqualTo(scanners);
      rows = TableReads.rest(reader);
    }

    assertThat(rows).containsExactlyElementsOf(sorted(keys).subList(1, keys.size()));
    assertThat(counters.findCounter(RowCounter.LEASES_RENEWED).getValue()).isGreaterThan(2);
    assertThat(counters.findCounter(RowCounter.SCANS_RESTARTED).getValue()).isZero();
  }

  /** The server's clock is real, and so must this be. */
  private static void outlast(long millis) throws InterruptedException {
    assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)).isFalse();
  }

  @Test
  void a_snapshot_is_read_once_by_a_few_tasks() throws Exception {
    List<byte[]> keys = snapshot("grouped-files", "grouped-snapshot");
    byte[] stop = {(byte) 0xf0};
    Job job = Job.getInstance(HBASE.configuration());
    TableSnapshotInputFormat.setInput(job, "grouped-snapshot", new Path("/grouped-restored"));
    Configuration conf = job.getConfiguration();

    TableReads all =
        TableReads.of(conf, "grouped-files", new Scan()).with("sluice.hbase.mappers", "3");
    List<InputSplit> splits = all.splits();
    assertThat(splits).hasSize(3);
    assertThat(splits).allSatisfy(split -> assertThat(split.getLength()).isGreaterThan(1_000));
    assertThat(all.rows(splits)).containsExactlyInAnyOrderElementsOf(sorted(keys));

    Scan some = new Scan().withStartRow(stop).withStopRow(stop, true);
    assertThat(TableReads.of(conf, "grouped-files", some).rows()).containsExactly("\\xF0");
  }

  private static List<byte[]> snapshot(String name, String snapshot) throws IOException {
    byte[][] cuts = {{0x10}, {0x20}, {0x7f}, {(byte) 0x80}, {(byte) 0xf0}, {(byte) 0xff}};
    List<byte[]> keys = KEYS.stream().filter(key -> (key[0] & 0xf) == 0 || key[0] == -1).toList();
    try (Table table = HBASE.create(name, cuts, "f", "g");
        Admin admin = HBASE.connection().getAdmin()) {
      table.put(keys.stream().map(key -> put(key, 10)).toList());
      admin.flush(table.getName());
      admin.snapshot(snapshot, table.getName());
    }
    return keys;
  }

  @Test
  void a_job_writes_every_row_with_as_many_tasks_as_asked_for() throws Exception {
    try (Index index = ElasticsearchServer.shared().index("grouped")) {
      assertThat(tasks(run(index, "3"))).isEqualTo(3);
      assertThat(index.ids())
          .hasSize(KEYS.size())
          .contains("00", "ff", "ffffffff")
          .doesNotContain("03");
    }
  }

  @Test
  void a_job_has_as_many_tasks_as_there_are_data_nodes() throws Exception {
    try (Index index = ElasticsearchServer.shared().index("grouped")) {
      assertThat(tasks(run(index, "auto"))).isEqualTo(1);
      assertThat(index.count()).isEqualTo(KEYS.size());
    }
  }

  private static Job run(Index index, String mappers) throws Exception {
    Configuration conf = HBASE.configuration();
    conf.set("sluice.hbase.mappers", mappers);
    conf.set("sluice.job.dir", "/jobs/grouped-" + index.name());
    Job job =
        TableJob.of(conf, WIDE, RowMapping.parse("_id = key as hex\nv = f:f as long"))
            .writeTo(ElasticsearchServer.shared().url(), index.name());
    assertThat(job.waitForCompletion(false)).as(job.getStatus().getFailureInfo()).isTrue();
    return job;
  }

  private static int tasks(Job job) {
    return job.getConfiguration().getInt("mapreduce.job.maps", -1);
  }

  private static List<byte[]> numbered(String name, int count, int bytes, String... cuts)
      throws IOException {
    String form = "%0" + Integer.toString(count - 1).length() + "d";
    List<byte[]> keys =
        IntStream.range(0, count).mapToObj(i -> Bytes.toBytes(form.formatted(i))).toList();
    byte[][] splits =
        cuts.length == 0 ? null : Arrays.stream(cuts).map(Bytes::toBytes).toArray(byte[][]::new);
    try (Table table = HBASE.create(name, splits, "f")) {
      table.put(
          keys.stream()
              .map(key -> new Put(key).addColumn(FAMILY, FAMILY, new byte[bytes]))
              .toList());
    }
    return keys;
  }

  private static int ranges(InputSplit split) {
    return ((GroupedSplit) split).ranges().size();
  }

  private static byte[] b(String text) {
    return Bytes.toBytes(text);
  }

  private static List<String> sorted(List<byte[]> keys) {
    return TableReads.sorted(keys);
  }
}
