package dev.sluice.hbase.scan;

import static dev.sluice.hbase.scan.FakeRows.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.flow.Ticker;
import dev.sluice.routing.Region;
import dev.sluice.routing.RegionFold;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.DoNotRetryIOException;
import org.apache.hadoop.hbase.mapreduce.TableInputFormat;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupedRecordReaderTest {

  private final FakeTask task = new FakeTask();
  private final Configuration conf = new Configuration(false);

  GroupedRecordReaderTest() {
    conf.set(TableInputFormat.INPUT_TABLE, "crawl");
    conf.set("sluice.hbase.read-ahead", "64kb");
    conf.setInt("hbase.client.scanner.timeout.period", 30);
  }

  @Test
  void all_ranges_are_read_in_order_by_one_thread() throws IOException {
    FakeRows table = FakeRows.of("a", "b", "c", "d", "e", "f");

    GroupedRecordReader reader =
        reader(table, range("", "b"), range("c", "d"), range("d", "d"), range("e", ""));
    List<String> rows = rest(reader);
    reader.close();

    assertThat(rows).containsExactly("a", "c", "e", "f");
    assertThat(table.scanner.getName()).isEqualTo("sluice-hbase-scan");
    assertThat(table.opened).hasSize(4);
    assertThat(table.openScanners).hasValue(0);
    assertThat(table.closed).isTrue();
    assertThat(reader.getProgress()).isEqualTo(1);
    assertThat(task.statuses)
        .first()
        .asString()
        .startsWith("range 1 of 4 of the table crawl, [\"\", \"b\")");
  }

  @Test
  void a_reader_goes_on_behind_any_row_of_another() throws IOException {
    SplitRange[] ranges = {range("", "b"), range("c", "d"), range("d", "d"), range("e", "")};
    List<String> whole = List.of("a", "c", "e", "f");
    for (int before = 0; before <= whole.size(); before++) {
      GroupedRecordReader reader = reader(FakeRows.of("a", "b", "c", "d", "e", "f"), ranges);
      for (int i = 0; i < before; i++) {
        reader.nextKeyValue();
      }
      String place = reader.place();
      reader.close();
      FakeRows table = FakeRows.of("a", "b", "c", "d", "e", "f");
      GroupedRecordReader later = unopened(table);

      later.startAt(place);
      later.initialize(split(ranges), task.context(conf));

      assertThat(later.place()).isEqualTo(place);
      assertThat(rest(later)).isEqualTo(whole.subList(before, whole.size()));
      later.close();
      if (before == 4) {
        assertThat(table.opened).singleElement().asString().endsWith(" behind f, 2");
      }
    }
  }

  @Test
  void a_split_without_rows_ends_at_once() throws IOException {
    GroupedRecordReader reader = reader(FakeRows.of(), range("", ""));

    assertThat(reader.nextKeyValue()).isFalse();
    assertThat(reader.nextKeyValue()).isFalse();
    reader.close();
  }

  @Test
  void a_lease_is_renewed_while_the_mapper_is_held_up_and_no_row_is_lost() throws Exception {
    FakeRows table = FakeRows.large(2_000, 1_000);
    GroupedRecordReader reader = reader(table, range("", ""));
    assertThat(reader.nextKeyValue()).isTrue();

    table.awaitRenewals(3);

    assertThat(rest(reader)).hasSize(1_999).doesNotHaveDuplicates();
    reader.close();
    assertThat(task.counters.findCounter(RowCounter.LEASES_RENEWED).getValue())
        .isEqualTo(table.renewals.get());
  }

  @Test
  void a_row_larger_than_what_is_read_ahead_passes() throws IOException {
    GroupedRecordReader reader = reader(FakeRows.large(5, 200_000), range("", ""));

    assertThat(rest(reader)).hasSize(5);
    reader.close();
  }

  @Test
  void a_scanner_that_fails_is_opened_again_behind_the_last_row() throws IOException {
    FakeRows table =
        FakeRows.of("a", "b", "c").failingAt("c", 1, new SocketTimeoutException("slow"));

    GroupedRecordReader reader = reader(table, range("", ""));

    assertThat(rest(reader)).containsExactly("a", "b", "c");
    reader.close();
    assertThat(table.opened).last().isEqualTo("[\"\", \"\") behind b, 2");
    assertThat(table.openScanners).hasValue(0);
    assertThat(task.counters.findCounter(RowCounter.SCANS_RESTARTED).getValue()).isEqualTo(1);
  }

  @Test
  void a_failure_that_stays_names_table_range_and_last_row() throws IOException {
    FakeRows table = FakeRows.of("a", "b", "c").failingAt("c", 9, new IOException("disk"));
    GroupedRecordReader reader = reader(table, range("", "b"), range("b", "z"));

    assertThatThrownBy(() -> rest(reader))
        .hasMessage(
            "reading the table crawl in range [\"b\", \"z\") failed after row \"b\" (row 1 of the"
                + " range): java.io.IOException: disk");
    assertThatThrownBy(reader::nextKeyValue).hasMessageContaining("disk");
    reader.close();
    assertThat(table.openScanners).hasValue(0);
    assertThat(table.closed).isTrue();
  }

  @Test
  void rows_before_a_failure_are_delivered() throws IOException {
    FakeRows table = FakeRows.of("a", "b").failingAt("b", 1, new DoNotRetryIOException("corrupt"));
    GroupedRecordReader reader = reader(table, range("", ""));

    assertThat(reader.nextKeyValue()).isTrue();
    assertThat(Bytes.toString(reader.getCurrentKey().copyBytes())).isEqualTo("a");
    assertThatThrownBy(reader::nextKeyValue).hasMessageContaining("corrupt");
    assertThat(table.opened).hasSize(1);
    reader.close();
  }

  @Test
  void a_connection_that_does_not_open_fails_the_reader() throws IOException {
    GroupedRecordReader reader =
        new GroupedRecordReader(
            "the table crawl",
            given ->
                () -> {
                  throw new IOException("no quorum");
                },
            Ticker.system());
    reader.initialize(split(range("", "")), task.context(conf));

    assertThatThrownBy(reader::nextKeyValue).hasMessageContaining("no quorum");
    reader.close();
  }

  @Test
  void closing_ends_a_scanner_that_waits_for_room() throws Exception {
    FakeRows table = FakeRows.large(2_000, 1_000);
    GroupedRecordReader reader = reader(table, range("", ""));
    table.awaitRenewals(1);

    reader.close();
    reader.close();

    assertThat(table.scanner.isAlive()).isFalse();
    assertThat(table.openScanners).hasValue(0);
    assertThat(table.closed).isTrue();
  }

  @Test
  void closing_ends_a_scanner_that_swallows_an_interrupt() throws Exception {
    FakeRows table = FakeRows.large(2_000, 1_000).swallowingAnInterrupt();
    GroupedRecordReader reader = reader(table, range("", ""));
    table.awaitRenewals(1);

    reader.close();

    assertThat(table.scanner.isAlive()).isFalse();
    assertThat(table.closed).isTrue();
  }

  @Test
  void an_interrupted_task_too_waits_for_a_scanner_that_swallows_an_interrupt() throws Exception {
    FakeRows table = FakeRows.large(2_000, 1_000).swallowingAnInterrupt();
    GroupedRecordReader reader = reader(table, range("", ""));
    table.awaitRenewals(1);

    Thread.currentThread().interrupt();
    reader.close();

    assertThat(Thread.interrupted()).as("the flag of the task").isTrue();
    assertThat(table.scanner.isAlive()).isFalse();
    assertThat(table.closed).isTrue();
  }

  @Test
  void rows_are_read_as_the_user_of_the_task() throws Exception {
    FakeRows table = FakeRows.of("a");
    UserGroupInformation user = UserGroupInformation.createRemoteUser("crawler");

    user.doAs(
        (PrivilegedExceptionAction<List<String>>)
            () -> {
              try (GroupedRecordReader reader = reader(table, range("", ""))) {
                return rest(reader);
              }
            });

    assertThat(table.user).isEqualTo("crawler");
  }

  @Test
  void a_reader_that_was_never_started_closes() {
    new GroupedRecordReader("the table crawl", given -> null, Ticker.system()).close();
  }

  @Test
  void progress_grows_with_the_bytes_read() throws IOException {
    GroupedRecordReader reader =
        reader(FakeRows.large(4_000, 1), range("", "row-002000"), range("row-002000", ""));
    List<Float> seen = new ArrayList<>();

    while (reader.nextKeyValue()) {
      seen.add(reader.getProgress());
    }

    reader.close();
    assertThat(seen).isSorted();
    assertThat(seen.get(1_900)).isLessThanOrEqualTo(0.5f);
    assertThat(seen.get(3_999)).isGreaterThan(0.9f);
  }

  private GroupedRecordReader reader(FakeRows table, SplitRange... ranges) throws IOException {
    GroupedRecordReader reader = unopened(table);
    reader.initialize(split(ranges), task.context(conf));
    return reader;
  }

  private static GroupedRecordReader unopened(FakeRows table) {
    return new GroupedRecordReader("the table crawl", given -> () -> table, Ticker.system());
  }

  private static GroupedSplit split(SplitRange... ranges) {
    List<Region> regions =
        Arrays.stream(ranges).map(r -> Region.of(r.start, r.end, "host", r.bytes)).toList();
    return GroupedSplit.of(RegionFold.fold(regions, 1).get(0), region -> new byte[0]);
  }

  private static List<String> rest(GroupedRecordReader reader) throws IOException {
    List<String> rows = new ArrayList<>();
    while (reader.nextKeyValue()) {
      rows.add(Bytes.toString(reader.getCurrentKey().copyBytes()));
      assertThat(reader.getCurrentValue().getRow()).isEqualTo(reader.getCurrentKey().copyBytes());
    }
    return rows;
  }
}
