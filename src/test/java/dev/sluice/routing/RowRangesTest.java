package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowRangesTest {

  private static final ShardFunction FOUR = ShardFunction.modulo(4, 1);

  @Test
  void ranges_begin_where_regions_do_and_hold_alike() {
    RowRanges ranges = RowRanges.cut(oneByteRegions(), ShardFunction.divided(12, 768, 1));

    assertThat(ranges.count()).isEqualTo(12);
    assertThat(ranges.start(0)).isEmpty();
    assertThat(IntStream.range(1, 12).mapToObj(ranges::start)).allMatch(start -> start.length == 1);
    assertThat(Skew.of(oneByteRegions(), ranges).factor()).isLessThan(1.04);
  }

  @Test
  void large_regions_make_short_ranges() {
    List<Region> regions =
        List.of(region("", "b", 9), region("b", "c", 1), region("c", "d", 1), region("d", "", 7));

    RowRanges ranges = RowRanges.cut(regions, ShardFunction.modulo(3, 1));

    assertThat(ranges.start(1)).isEqualTo(key("b"));
    assertThat(ranges.start(2)).isEqualTo(key("d"));
  }

  @Test
  void the_order_in_which_regions_are_listed_does_not_matter() {
    List<Region> shuffled = new ArrayList<>(oneByteRegions());
    Collections.shuffle(shuffled, new Random(3));

    assertThat(RowRanges.cut(shuffled, FOUR)).isEqualTo(RowRanges.cut(oneByteRegions(), FOUR));
  }

  @Test
  void regions_of_unknown_size_count_as_the_mean() {
    List<Region> regions =
        List.of(region("", "b", 4), region("b", "c", 0), region("c", "d", 4), region("d", "", 0));

    RowRanges ranges = RowRanges.cut(regions, ShardFunction.modulo(2, 1));

    assertThat(ranges.start(1)).isEqualTo(key("c"));
  }

  @Test
  void fewer_regions_than_shards_are_refused() {
    List<Region> three = List.of(region("", "b", 1), region("b", "c", 1), region("c", "", 1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowRanges.cut(three, FOUR))
        .withMessage("3 regions are too few for row ranges over 4 shards");
  }

  @Test
  void an_index_with_partitioned_routing_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowRanges.cut(oneByteRegions(), ShardFunction.divided(4, 64, 2)))
        .withMessageContaining("partitioned");
  }

  static Stream<ShardFunction> functions() {
    return Stream.of(
        ShardFunction.modulo(1, 1),
        ShardFunction.modulo(12, 1),
        ShardFunction.divided(12, 768, 1),
        ShardFunction.divided(7, 7, 1),
        ShardFunction.divided(3, 960, 1),
        ShardFunction.modulo(256, 1),
        ShardFunction.divided(256, 1024, 1));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void each_range_has_a_short_routing_value_for_the_shard_of_its_number(ShardFunction function) {
    RowRanges ranges = RowRanges.cut(oneByteRegions(), function);

    for (int range = 0; range < ranges.count(); range++) {
      assertThat(function.shardOf("any id", java.util.Optional.of(ranges.value(range))))
          .isEqualTo(range);
      assertThat(ranges.value(range)).hasSizeLessThanOrEqualTo(3);
    }
    assertThat(ranges.fit(function)).isTrue();
  }

  @Test
  void ranges_do_not_fit_an_index_that_puts_documents_elsewhere() {
    RowRanges ranges = RowRanges.cut(oneByteRegions(), ShardFunction.divided(12, 768, 1));

    assertThat(ranges.fit(ShardFunction.modulo(12, 1))).isFalse();
    assertThat(ranges.fit(ShardFunction.divided(24, 768, 1))).isFalse();
  }

  @Test
  void a_key_is_in_the_range_that_begins_at_it_or_before() {
    RowRanges ranges = ranges("", "10", "80", "ff", "ff00");

    assertThat(ranges.of(new byte[0])).isZero();
    assertThat(ranges.of(RowKey.ofHex("0fff"))).isZero();
    assertThat(ranges.of(RowKey.ofHex("10"))).isEqualTo(1);
    assertThat(ranges.of(RowKey.ofHex("7fffffff"))).isEqualTo(1);
    assertThat(ranges.of(RowKey.ofHex("80"))).isEqualTo(2);
    assertThat(ranges.of(RowKey.ofHex("feff"))).isEqualTo(2);
    assertThat(ranges.of(RowKey.ofHex("ff"))).isEqualTo(3);
    assertThat(ranges.of(RowKey.ofHex("ff00"))).isEqualTo(4);
    assertThat(ranges.of(RowKey.ofHex("ffffffff"))).isEqualTo(4);
  }

  @Test
  void a_key_may_be_a_part_of_an_array() {
    RowRanges ranges = ranges("", "10", "1080");

    assertThat(ranges.of(RowKey.ofHex("ff1080ff"), 1, 2)).isEqualTo(2);
    assertThat(ranges.of(RowKey.ofHex("ff1080ff"), 1, 1)).isEqualTo(1);
    assertThat(ranges.of(RowKey.ofHex("ff1080ff"), 2, 0)).isZero();
  }

  @Test
  void every_key_is_found_as_a_search_through_all_ranges_would() {
    Random random = new Random(4);
    RowRanges ranges = RowRanges.cut(oneByteRegions(), ShardFunction.modulo(100, 1));
    for (int round = 0; round < 2_000; round++) {
      byte[] key = new byte[random.nextInt(4)];
      random.nextBytes(key);

      int expected = 0;
      while (expected + 1 < 100 && Arrays.compareUnsigned(ranges.start(expected + 1), key) <= 0) {
        expected++;
      }
      assertThat(ranges.of(key)).as(RowKey.toHex(key)).isEqualTo(expected);
    }
  }

  @Test
  void a_region_is_cut_where_ranges_begin_within_it() {
    RowRanges ranges = ranges("", "10", "80", "ff");

    assertThat(hexOf(ranges.pieces(hexRegion("", ""))))
        .containsExactly("-10", "10-80", "80-ff", "ff-");
    assertThat(hexOf(ranges.pieces(hexRegion("10", "80")))).containsExactly("10-80");
    assertThat(hexOf(ranges.pieces(hexRegion("11", "8001")))).containsExactly("11-80", "80-8001");
    assertThat(hexOf(ranges.pieces(hexRegion("ffff", "")))).containsExactly("ffff-");
    assertThat(ranges.pieces(hexRegion("11", "8001"))).allMatch(piece -> piece.bytes() == 50);
  }

  @Test
  void what_is_no_list_of_ranges_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ranges("10", "20"));
    assertThatIllegalArgumentException().isThrownBy(() -> ranges("", "20", "20"));
    assertThatIllegalArgumentException().isThrownBy(() -> ranges("", "80", "20"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowRanges.of(List.of(new byte[0]), List.of("a", "b")));
  }

  @Test
  void the_forecast_names_the_largest_shard() {
    RowRanges ranges = ranges("", "80");
    List<Region> regions =
        List.of(
            Region.of(new byte[0], RowKey.ofHex("40"), "", 10),
            Region.of(RowKey.ofHex("40"), RowKey.ofHex("c0"), "", 20),
            Region.of(RowKey.ofHex("c0"), new byte[0], "", 30));

    Skew skew = Skew.of(regions, ranges);

    assertThat(skew.largest()).isEqualTo(1);
    assertThat(skew.factor()).isEqualTo(40 / 30.0);
    assertThat(skew).hasToString("the largest of the 2 shards is 1.33 times the average");
  }

  private static List<String> hexOf(List<Region> regions) {
    return regions.stream()
        .map(region -> RowKey.toHex(region.start()) + "-" + RowKey.toHex(region.end()))
        .toList();
  }

  private static RowRanges ranges(String... starts) {
    return RowRanges.of(
        Stream.of(starts).map(RowKey::ofHex).toList(),
        IntStream.range(0, starts.length).mapToObj(Integer::toString).toList());
  }

  private static Region hexRegion(String start, String end) {
    return Region.of(RowKey.ofHex(start), RowKey.ofHex(end), "", 100);
  }

  private static Region region(String start, String end, long bytes) {
    return Region.of(key(start), key(end), "", bytes);
  }

  private static byte[] key(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** As of a table that was split at every first byte. */
  static List<Region> oneByteRegions() {
    return IntStream.range(0, 256)
        .mapToObj(
            i ->
                Region.of(
                    i == 0 ? new byte[0] : new byte[] {(byte) i},
                    i == 255 ? new byte[0] : new byte[] {(byte) (i + 1)},
                    "rs-" + (i % 3),
                    1_000))
        .toList();
  }
}
