package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EvenPartitionTest {

  @Test
  void things_alike_are_dealt_out_evenly() {
    long[] weights = LongStream.generate(() -> 5).limit(256).toArray();

    int[] ends = EvenPartition.ends(weights, 12);

    assertThat(ends).hasSize(12).endsWith(256);
    assertThat(lengths(ends)).containsOnly(21, 22);
  }

  @Test
  void no_cut_into_as_many_parts_has_a_smaller_largest_part() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      long[] weights = random.longs(1 + random.nextInt(9), 1, 30).toArray();
      int parts = 1 + random.nextInt(weights.length);

      int[] ends = EvenPartition.ends(weights, parts);

      assertThat(IntStream.of(lengths(ends))).allMatch(length -> length > 0);
      assertThat(largest(weights, ends))
          .as(Arrays.toString(weights) + " in " + parts)
          .isEqualTo(best(weights, 0, parts));
    }
  }

  @Test
  void no_part_has_more_labels_than_it_may() {
    Random random = new Random(2);
    for (int round = 0; round < 500; round++) {
      int things = 1 + random.nextInt(60);
      long[] weights = random.longs(things, 1, 30).toArray();
      int parts = 1 + random.nextInt(things);
      int[] labels = labels(things, random);
      int most = (labels[things - 1] + parts) / parts;

      int[] ends = EvenPartition.ends(weights, labels, parts, most);

      assertThat(ends).endsWith(things);
      for (int part = 0; part < parts; part++) {
        int start = part == 0 ? 0 : ends[part - 1];
        assertThat(ends[part]).isGreaterThan(start);
        assertThat(labels[ends[part] - 1] - labels[start]).isLessThan(most);
      }
    }
  }

  private static int[] labels(int things, Random random) {
    int[] labels = new int[things];
    for (int i = 1; i < things; i++) {
      labels[i] = labels[i - 1] + (random.nextInt(3) == 0 ? 1 : 0);
    }
    return labels;
  }

  private static int[] lengths(int[] ends) {
    return IntStream.range(0, ends.length).map(i -> ends[i] - (i == 0 ? 0 : ends[i - 1])).toArray();
  }

  private static long largest(long[] weights, int[] ends) {
    return IntStream.range(0, ends.length)
        .mapToLong(i -> sum(weights, i == 0 ? 0 : ends[i - 1], ends[i]))
        .max()
        .getAsLong();
  }

  private static long sum(long[] weights, int from, int to) {
    return LongStream.of(weights).skip(from).limit(to - from).sum();
  }

  /** The smallest largest part, by trying every cut. */
  private static long best(long[] weights, int from, int parts) {
    if (parts == 1) {
      return sum(weights, from, weights.length);
    }
    return IntStream.rangeClosed(from + 1, weights.length - parts + 1)
        .mapToLong(end -> Math.max(sum(weights, from, end), best(weights, end, parts - 1)))
        .min()
        .getAsLong();
  }
}
