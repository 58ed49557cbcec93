package dev.sluice.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StageTimesTest {

  private static final StageTimes ONE =
      StageTimes.ofMillis(Map.of(Stage.SOURCE, 7L, Stage.MEMORY, 2L, Stage.SERVER, 40L));

  @Test
  void times_add_up_and_can_be_taken_apart_again() {
    StageTimes other = StageTimes.ofMillis(Map.of(Stage.SOURCE, 1L, Stage.PAUSED, 5L));

    StageTimes sum = ONE.plus(other);

    assertThat(sum.millis(Stage.SOURCE)).isEqualTo(8);
    assertThat(sum.millis(Stage.PAUSED)).isEqualTo(5);
    assertThat(sum.minus(other)).isEqualTo(ONE);
  }

  @Test
  void the_time_of_the_writer_does_not_include_what_happens_beside_it() {
    assertThat(ONE.writerNanos()).isEqualTo(9_000_000);
  }
}
