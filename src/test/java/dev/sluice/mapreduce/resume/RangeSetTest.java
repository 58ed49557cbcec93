package dev.sluice.mapreduce.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeSetTest {

  private static final int POSITIONS = 40;

  private static RangeSet<Integer> empty() {
    return new RangeSet<>(Comparator.naturalOrder());
  }

  @Test
  void what_is_missing_is_what_a_set_of_single_positions_says() {
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      RangeSet<Integer> ranges = empty();
      BitSet model = new BitSet();
      for (int i = random.nextInt(8); i > 0; i--) {
        int start = random.nextInt(POSITIONS);
        boolean limited = random.nextInt(10) > 0;
        int end = random.nextInt(POSITIONS);
        ranges.add(start, limited ? end : null);
        model.set(start, limited ? Math.max(start, end) : POSITIONS);
      }
      int from = random.nextInt(POSITIONS);
      boolean limited = random.nextInt(10) > 0;
      int to = limited ? random.nextInt(POSITIONS) : POSITIONS;

      List<RangeSet.Range<Integer>> missing = ranges.missingIn(from, limited ? to : null);

      BitSet expected = new BitSet();
      expected.set(from, Math.max(from, to));
      expected.andNot(model);
      BitSet found = new BitSet();
      for (RangeSet.Range<Integer> range : missing) {
        int end = range.end == null ? POSITIONS : range.end;
        assertThat(found.get(range.start, end).isEmpty()).as("seed %s", seed).isTrue();
        found.set(range.start, end);
      }
      assertThat(found).as("seed %s: %s in %s", seed, missing, ranges).isEqualTo(expected);
    }
  }

  @Test
  void ranges_that_touch_become_one() {
    RangeSet<Integer> ranges = empty();
    ranges.add(5, 7);
    ranges.add(1, 3);

    ranges.add(3, 5);

    assertThat(ranges).hasToString("{1=7}");
  }

  @Test
  void a_range_without_an_end_covers_everything_behind_its_start() {
    RangeSet<Integer> ranges = empty();

    ranges.add(5, null);

    assertThat(ranges.missingIn(0, null)).hasToString("[[0, 5)]");
    assertThat(ranges.missingIn(6, null)).isEmpty();
  }
}
