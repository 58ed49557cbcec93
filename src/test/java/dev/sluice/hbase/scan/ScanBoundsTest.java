package dev.sluice.hbase.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.filter.KeyOnlyFilter;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScanBoundsTest {

  private static final List<String> CUTS = List.of("", "b", "d", "f", "");
  private static final List<String> KEYS = List.of("a", "b", "b0", "c", "d", "e", "f", "g");

  @Test
  void a_scan_without_bounds_takes_those_of_the_range() {
    assertThat(clip(new Scan(), "b", "d")).isEqualTo("[b, d)");
    assertThat(clip(new Scan(), "", "")).isEqualTo("[, )");
  }

  @Test
  void a_range_outside_the_scan_is_not_read() {
    assertThat(clip(scan("c", true, "d", false), "d", "f")).isEqualTo("nothing");
    assertThat(clip(scan("c", true, "d", false), "", "c")).isEqualTo("nothing");
    assertThat(clip(scan("e", true, "c", true), "", "")).isEqualTo("nothing");
  }

  @Test
  void a_stop_that_is_part_of_the_scan_is_read_where_its_region_begins() {
    Scan scan = scan("a", true, "d", true);

    assertThat(clip(scan, "b", "d")).isEqualTo("[b, d)");
    assertThat(clip(scan, "d", "f")).isEqualTo("[d, d]");
  }

  static Stream<Scan> scans() {
    return Stream.of("", "b", "b0", "c")
        .flatMap(
            start ->
                Stream.of("", "b", "b0", "d", "g")
                    .flatMap(
                        stop ->
                            Stream.of(
                                scan(start, true, stop, false),
                                scan(start, false, stop, true),
                                scan(start, true, stop, true))));
  }

  @ParameterizedTest
  @MethodSource("scans")
  void ranges_together_read_each_row_of_the_scan_once(Scan scan) {
    List<String> read =
        Stream.iterate(0, i -> i + 1)
            .limit(CUTS.size() - 1)
            .map(i -> ScanBounds.clip(scan, bytes(CUTS.get(i)), bytes(CUTS.get(i + 1))))
            .flatMap(part -> part.map(ScanBoundsTest::keys).orElse(Stream.of()))
            .toList();

    assertThat(read).isEqualTo(keys(scan).toList());
  }

  @ParameterizedTest
  @MethodSource("scans")
  void a_scan_without_its_stop_reads_the_same(Scan scan) {
    Scan open = ScanBounds.withoutStop(scan);

    assertThat(keys(open)).containsExactlyElementsOf(keys(scan).toList());
    assertThat(open.includeStopRow() && open.getStopRow().length > 0).isFalse();
  }

  @Test
  void everything_else_of_the_scan_is_kept() throws IOException {
    Scan scan = new Scan().readVersions(3).setTimeRange(5, 9).setFilter(new KeyOnlyFilter());
    scan.setCaching(17).addFamily(bytes("f")).setMaxResultSize(99);

    Scan part = ScanBounds.clip(scan, bytes("b"), bytes("d")).orElseThrow();

    assertThat(part.getMaxVersions()).isEqualTo(3);
    assertThat(part.getTimeRange()).isEqualTo(scan.getTimeRange());
    assertThat(part.getFilter()).isSameAs(scan.getFilter());
    assertThat(part.getCaching()).isEqualTo(17);
    assertThat(part.getMaxResultSize()).isEqualTo(99);
    assertThat(part.getFamilies()).isEqualTo(scan.getFamilies());
    assertThat(scan.getStartRow()).isEmpty();
  }

  @Test
  void scans_that_cut_rows_or_turn_around_are_refused_with_every_reason() {
    Scan scan = new Scan().setBatch(5).setReversed(true).setNeedCursorResult(true);

    assertThatThrownBy(() -> ScanBounds.check(scan))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e -> assertThat(e.problems()).hasSize(3).first().asString().contains("setBatch(5)"));
  }

  private static Scan scan(String start, boolean startIn, String stop, boolean stopIn) {
    return new Scan().withStartRow(bytes(start), startIn).withStopRow(bytes(stop), stopIn);
  }

  private static String clip(Scan scan, String start, String end) {
    return ScanBounds.clip(scan, bytes(start), bytes(end))
        .map(
            part ->
                (part.includeStartRow() ? "[" : "(")
                    + Bytes.toString(part.getStartRow())
                    + ", "
                    + Bytes.toString(part.getStopRow())
                    + (part.includeStopRow() ? "]" : ")"))
        .orElse("nothing");
  }

  private static Stream<String> keys(Scan scan) {
    return KEYS.stream().filter(key -> isIn(scan, bytes(key)));
  }

  private static boolean isIn(Scan scan, byte[] key) {
    int start = Bytes.compareTo(key, scan.getStartRow());
    int stop = scan.getStopRow().length == 0 ? -1 : Bytes.compareTo(key, scan.getStopRow());
    return (start > 0 || (start == 0 && scan.includeStartRow()))
        && (stop < 0 || (stop == 0 && scan.includeStopRow()));
  }

  private static byte[] bytes(String text) {
    return Bytes.toBytes(text);
  }
}
