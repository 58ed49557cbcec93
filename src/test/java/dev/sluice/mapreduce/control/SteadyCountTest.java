package dev.sluice.mapreduce.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadyCountTest {

  private final SteadyCount count = new SteadyCount();

  @Test
  void the_first_count_takes_effect_when_it_is_confirmed() {
    assertThat(count.add(8)).isFalse();
    assertThat(count.add(8)).isTrue();
    assertThat(count.current()).isEqualTo(8);
  }

  @Test
  void a_larger_count_takes_effect_at_once_and_a_smaller_one_when_it_is_found_twice() {
    count.add(4);
    count.add(4);

    assertThat(count.add(6)).isTrue();
    assertThat(count.current()).isEqualTo(6);
    assertThat(count.add(1)).isFalse();
    assertThat(count.add(1)).isTrue();
    assertThat(count.current()).isEqualTo(1);
  }

  @Test
  void a_gap_between_two_tasks_changes_nothing() {
    count.add(4);
    count.add(4);

    assertThat(count.add(3)).isFalse();
    assertThat(count.add(4)).isFalse();
    assertThat(count.add(0)).isFalse();
    assertThat(count.add(0)).isFalse();
    assertThat(count.current()).isEqualTo(4);
  }

  @Test
  void while_tasks_end_one_after_the_other_the_number_follows() {
    count.add(8);
    count.add(8);
    for (int running = 7; running > 1; running--) {
      count.add(running);
      assertThat(count.current()).isLessThanOrEqualTo(running + 1).isGreaterThanOrEqualTo(running);
    }
  }
}
