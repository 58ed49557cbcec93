package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeFoldTest {

  private static final RowRanges RANGES =
      RowRanges.cut(RowRangesTest.oneByteRegions(), ShardFunction.modulo(12, 1));
  private static final List<Region> PIECES =
      RowRangesTest.oneByteRegions().stream().flatMap(r -> RANGES.pieces(r).stream()).toList();
  private static final List<String> THREE_NODES =
      IntStream.range(0, 12).mapToObj(shard -> "node-" + (shard % 3)).toList();

  @ParameterizedTest
  @CsvSource({"10, 1", "3, 1", "5, 1", "2, 2", "1, 3", "256, 1"})
  void a_task_writes_to_one_node_if_there_are_as_many_tasks(int tasks, int most) {
    List<RegionGroup> folded = NodeFold.fold(PIECES, RANGES, THREE_NODES, tasks);

    assertEachOnce(folded, tasks);
    assertThat(folded)
        .allMatch(task -> shards(task).map(THREE_NODES::get).distinct().count() <= most);
  }

  @ParameterizedTest
  @CsvSource({"10, 2", "12, 1", "6, 2", "5, 3", "20, 1", "1, 12"})
  void where_nodes_are_not_known_a_task_writes_to_few_shards(int tasks, int most) {
    List<RegionGroup> folded = NodeFold.fold(PIECES, RANGES, List.of(), tasks);

    assertEachOnce(folded, tasks);
    assertThat(folded).allMatch(task -> shards(task).distinct().count() <= most);
  }

  @Test
  void ten_tasks_over_twelve_shards_are_about_alike() {
    List<RegionGroup> folded = NodeFold.fold(PIECES, RANGES, List.of(), 10);

    double mean = folded.stream().mapToLong(RegionGroup::bytes).average().getAsDouble();
    assertThat(folded).allMatch(task -> task.bytes() < 1.1 * mean);
  }

  @Test
  void ten_tasks_over_three_nodes_are_alike_for_each_node() {
    List<RegionGroup> folded = NodeFold.fold(PIECES, RANGES, THREE_NODES, 10);

    double mean = folded.stream().mapToLong(RegionGroup::bytes).average().getAsDouble();
    assertThat(folded).allMatch(task -> task.bytes() > 0.8 * mean && task.bytes() < 1.2 * mean);
  }

  @Test
  void regions_of_any_size_and_number_are_each_in_one_task() {
    Random random = new Random(6);
    for (int round = 0; round < 100; round++) {
      List<Region> some = new ArrayList<>(PIECES);
      some.removeIf(piece -> random.nextInt(4) == 0);
      some.replaceAll(piece -> piece.holding(random.nextInt(5_000)));
      int tasks = 1 + random.nextInt(20);

      List<RegionGroup> folded = NodeFold.fold(some, RANGES, THREE_NODES, tasks);

      assertThat(folded).hasSize(tasks);
      assertThat(folded.stream().mapToInt(task -> task.regions().size()).sum())
          .isEqualTo(some.size());
    }
  }

  @Test
  void nothing_to_read_is_no_task() {
    assertThat(NodeFold.fold(List.of(), RANGES, THREE_NODES, 3)).isEmpty();
  }

  private static java.util.stream.Stream<Integer> shards(RegionGroup task) {
    return task.regions().stream().map(piece -> RANGES.of(piece.start()));
  }

  private static void assertEachOnce(List<RegionGroup> folded, int tasks) {
    assertThat(folded).hasSize(tasks);
    assertThat(folded.stream().flatMap(task -> task.regions().stream()))
        .extracting(Region::toString)
        .containsExactlyInAnyOrderElementsOf(PIECES.stream().map(Region::toString).toList());
    assertThat(folded)
        .isSortedAccordingTo(
            Comparator.comparing(
                task -> task.regions().get(0).start(), java.util.Arrays::compareUnsigned));
  }
}
