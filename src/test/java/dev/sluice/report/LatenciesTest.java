package dev.sluice.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private static Latencies upTo(int millis) {
    Latencies latencies = Latencies.none();
    for (int i = 1; i <= millis; i++) {
      latencies.add(i * 1_000_000L);
    }
    return latencies;
  }

  @Test
  void percentiles_are_exact_to_one_percent() {
    Latencies latencies = upTo(1_000);

    assertThat(latencies.millis(50)).isCloseTo(500, withinPercentage(1));
    assertThat(latencies.millis(95)).isCloseTo(950, withinPercentage(1));
    assertThat(latencies.millis(100)).isCloseTo(1_000, withinPercentage(1));
    assertThat(Latencies.none().millis(50)).isZero();
  }

  @Test
  void a_duration_of_a_day_and_one_below_zero_are_recorded_as_far_as_possible() {
    Latencies latencies = Latencies.none();

    latencies.add(Long.MAX_VALUE);
    latencies.add(-5);

    assertThat(latencies.count()).isEqualTo(2);
    assertThat(latencies.millis(100)).isCloseTo(36_000_000, withinPercentage(1));
  }

  @Test
  void text_holds_the_same_durations_in_few_characters() throws IOException {
    Latencies latencies = upTo(1_000);

    String text = latencies.encoded();

    assertThat(text).hasSizeLessThan(1_000);
    Latencies read = Latencies.decoded(text);
    read.addAll(upTo(10));
    assertThat(read.count()).isEqualTo(1_010);
    assertThat(read.millis(99)).isCloseTo(990, withinPercentage(1));
  }

  @Test
  void other_text_is_refused() {
    assertThatThrownBy(() -> Latencies.decoded("AAAA"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("not a histogram");
  }

  @Test
  void durations_that_are_taken_out_are_not_taken_twice() {
    Latencies latencies = upTo(3);

    assertThat(latencies.drain().count()).isEqualTo(3);
    assertThat(latencies.drain().count()).isZero();
  }
}
