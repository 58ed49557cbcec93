package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionFoldTest {

  private static final double GIB = 1L << 30;

  @Test
  void lognormal_regions_fold_into_even_tasks() {
    for (int seed = 0; seed < 100; seed++) {
      List<Region> regions = lognormal(seed, 256, 10);

      List<RegionGroup> tasks = RegionFold.fold(regions, 20);

      assertThat(tasks).as("seed " + seed).hasSize(20);
      assertThat(tasks).allSatisfy(task -> assertThat(task.regions()).isNotEmpty());
      assertHoldsEachOnce(tasks, regions);
      assertThat(largest(tasks)).as("seed " + seed).isLessThanOrEqualTo(bound(regions, 20));
    }
  }

  @Test
  void most_bytes_stay_with_their_servers() {
    for (int seed = 0; seed < 100; seed++) {
      List<Region> regions = lognormal(seed, 256, 10);

      List<RegionGroup> tasks = RegionFold.fold(regions, 20);

      double near = tasks.stream().mapToLong(RegionFoldTest::bytesOfServer).sum();
      assertThat(near / sum(regions)).as("seed " + seed).isGreaterThan(0.75);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1, 1, 9",
    "7, 3, 5",
    "40, 9, 4",
    "256, 10, 1",
    "256, 10, 256",
    "90, 90, 7"
  })
  void every_region_is_in_exactly_one_task(int count, int servers, int tasks) {
    for (int seed = 0; seed < 20; seed++) {
      List<Region> regions = lognormal(seed, count, servers);

      List<RegionGroup> folded = RegionFold.fold(regions, tasks);

      assertThat(folded).hasSize(Math.min(count, tasks));
      assertThat(folded).allSatisfy(task -> assertThat(task.regions()).isNotEmpty());
      assertHoldsEachOnce(folded, regions);
    }
  }

  @Test
  void the_order_in_which_regions_are_listed_does_not_matter() {
    List<Region> regions = lognormal(1, 256, 10);
    List<Region> shuffled = new ArrayList<>(regions);
    Collections.shuffle(shuffled, new Random(2));

    assertThat(RegionFold.fold(shuffled, 20))
        .hasToString(RegionFold.fold(regions, 20).toString())
        .extracting(task -> task.regions().toString())
        .isEqualTo(
            RegionFold.fold(regions, 20).stream().map(task -> task.regions().toString()).toList());
  }

  @Test
  void regions_of_a_task_and_tasks_are_in_the_order_of_keys() {
    List<RegionGroup> tasks = RegionFold.fold(lognormal(3, 100, 4), 7);

    assertThat(tasks)
        .isSortedAccordingTo(
            Comparator.comparing(task -> task.regions().get(0).start(), Arrays::compareUnsigned));
    assertThat(tasks)
        .allSatisfy(
            task ->
                assertThat(task.regions())
                    .isSortedAccordingTo(
                        Comparator.comparing(Region::start, Arrays::compareUnsigned)));
  }

  @Test
  void servers_get_tasks_by_their_bytes() {
    List<Region> regions = new ArrayList<>();
    IntStream.range(0, 30).forEach(i -> regions.add(region(i, "large", 10)));
    IntStream.range(30, 40).forEach(i -> regions.add(region(i, "small", 10)));

    List<RegionGroup> tasks = RegionFold.fold(regions, 4);

    assertThat(tasks).extracting(RegionGroup::server).containsOnlyOnce("small");
    assertThat(tasks).extracting(RegionGroup::bytes).containsOnly(100L);
    assertThat(tasks).allSatisfy(task -> assertThat(bytesOfServer(task)).isEqualTo(task.bytes()));
  }

  @Test
  void servers_share_a_task_where_there_are_fewer_tasks_than_servers() {
    List<Region> regions =
        IntStream.range(0, 40).mapToObj(i -> region(i, "server-" + i % 10, 10)).toList();

    List<RegionGroup> tasks = RegionFold.fold(regions, 5);

    assertThat(tasks).extracting(RegionGroup::bytes).containsOnly(80L);
    assertThat(tasks)
        .allSatisfy(
            task -> assertThat(task.regions().stream().map(Region::server).distinct()).hasSize(2));
  }

  @Test
  void regions_of_unknown_size_count_as_the_mean_of_the_others() {
    List<Region> regions =
        List.of(region(0, "a", 0), region(1, "a", 100), region(2, "a", 300), region(3, "a", 0));

    List<RegionGroup> tasks = RegionFold.fold(regions, 2);

    assertThat(tasks).extracting(RegionGroup::bytes).containsOnly(400L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 20})
  void a_table_that_knows_no_sizes_is_folded_by_number(int count) {
    List<Region> regions = IntStream.range(0, 20).mapToObj(i -> region(i, "", 0)).toList();

    List<RegionGroup> tasks = RegionFold.fold(regions, count);

    assertThat(tasks)
        .allSatisfy(
            task ->
                assertThat(task.regions().size())
                    .isBetween(20 / count, (int) Math.ceil(20.0 / count)));
  }

  @Test
  void one_huge_region_is_a_task_of_its_own() {
    List<Region> regions = new ArrayList<>(List.of(region(0, "a", 1_000)));
    IntStream.range(1, 50).forEach(i -> regions.add(region(i, "a", 1)));

    List<RegionGroup> tasks = RegionFold.fold(regions, 3);

    assertThat(largest(tasks)).isEqualTo(1_000);
  }

  @Test
  void sizes_near_the_bounds_of_a_long_do_not_overflow() {
    long petabyte = 1L << 50;
    List<Region> regions =
        IntStream.range(0, 1_000).mapToObj(i -> region(i, "a", petabyte)).toList();

    List<RegionGroup> tasks = RegionFold.fold(regions, 10);

    assertThat(tasks).extracting(RegionGroup::bytes).containsOnly(100 * petabyte);
  }

  @Test
  void no_regions_are_no_tasks_and_no_tasks_are_refused() {
    assertThat(RegionFold.fold(List.of(), 3)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegionFold.fold(List.of(region(0, "a", 1)), 0));
  }

  private static List<Region> lognormal(int seed, int count, int servers) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                region(
                    i,
                    "server-" + random.nextInt(servers),
                    (long) (GIB * Math.exp(random.nextGaussian()))))
        .toList();
  }

  private static Region region(int number, String server, long bytes) {
    return Region.of(key(number), key(number + 1), server, bytes);
  }

  private static byte[] key(int number) {
    return new byte[] {(byte) (number >> 8), (byte) number};
  }

  private static void assertHoldsEachOnce(List<RegionGroup> tasks, List<Region> regions) {
    assertThat(tasks.stream().flatMap(task -> task.regions().stream()).map(Region::toString))
        .containsExactlyInAnyOrderElementsOf(regions.stream().map(Region::toString).toList());
  }

  private static long bytesOfServer(RegionGroup task) {
    return task.regions().stream()
        .filter(region -> region.server().equals(task.server()))
        .mapToLong(Region::bytes)
        .sum();
  }

  private static double bound(List<Region> regions, int tasks) {
    long largest = regions.stream().mapToLong(Region::bytes).max().orElseThrow();
    return Math.max(1.2 * sum(regions) / tasks, (double) largest);
  }

  private static double sum(List<Region> regions) {
    return regions.stream().mapToLong(Region::bytes).sum();
  }

  private static double largest(List<RegionGroup> tasks) {
    LongStream sizes = tasks.stream().mapToLong(RegionGroup::bytes);
    return sizes.max().orElseThrow();
  }
}
