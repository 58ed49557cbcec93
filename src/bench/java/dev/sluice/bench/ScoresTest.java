package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoresTest {

  private final Scores scores = new Scores();

  @Test
  void a_ratio_is_the_median_of_the_rounds_own_ratios_and_not_the_ratio_of_the_medians() {
    rates("ours", 100, 300, 500);
    rates("theirs", 50, 100, 500);

    assertThat(scores.ratio("ours", "theirs", Metric.RATE)).contains(2.0);
  }

  @Test
  void a_round_that_only_one_of_the_two_finished_is_left_out_of_their_ratio() {
    rates("ours", 100, 300);
    scores.add("theirs", 2, Metric.RATE, 100);
    scores.fail("theirs");

    assertThat(scores.ratio("ours", "theirs", Metric.RATE)).contains(3.0);
    assertThat(scores.failures("theirs")).isEqualTo(1);
  }

  @Test
  void who_finished_no_round_has_no_ratio_and_no_spread() {
    rates("ours", 100);

    assertThat(scores.ratio("ours", "theirs", Metric.RATE)).isEmpty();
    assertThat(scores.spread("theirs", Metric.RATE)).isEmpty();
  }

  @Test
  void nothing_is_compared_with_zero() {
    rates("ours", 100);
    rates("theirs", 0);

    assertThat(scores.ratio("ours", "theirs", Metric.RATE)).isEmpty();
  }

  @Test
  void a_slope_below_zero_is_compared_with_nothing() {
    rates("ours", -20, 30);
    rates("theirs", 10, 10);

    assertThat(scores.ratio("ours", "theirs", Metric.RATE)).contains(3.0);
  }

  @Test
  void the_median_of_an_even_number_of_values_lies_between_the_middle_two() {
    assertThat(Spread.of(List.of(4.0, 1.0, 9.0, 2.0))).contains(new Spread(1, 3, 9));
  }

  @Test
  void a_slope_forgets_what_both_runs_spent_at_the_start() {
    double start = 6.5;
    double perDocument = 0.00002;

    Slope slope = new Slope(start + 1000 * perDocument, 1000, start + 4000 * perDocument, 4000);

    assertThat(slope.perItem()).isCloseTo(perDocument, Offset.offset(1e-12));
  }

  private void rates(String entrant, double... values) {
    for (int i = 0; i < values.length; i++) {
      scores.add(entrant, i + 1, Metric.RATE, values[i]);
    }
  }
}
