package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeSumsTest {

  private final TimeSums times = new TimeSums();

  @Test
  void a_wait_counts_for_its_reason() {
    times.advance(-50, 0, false); // a clock may begin below zero
    times.begin(TimeSums.Wait.MEMORY);
    times.advance(-20, 1, false);
    times.end(TimeSums.Wait.MEMORY);
    times.advance(0, 1, false);
    times.begin(TimeSums.Wait.ANSWERS);
    times.advance(5, 1, false);

    assertThat(times.memoryNanos()).isEqualTo(30);
    assertThat(times.answerNanos()).isEqualTo(5);
    assertThat(times.pausedNanos()).isZero();
  }

  @Test
  void while_every_request_must_wait_a_wait_counts_as_a_pause() {
    times.begin(TimeSums.Wait.MEMORY);
    times.advance(10, 0, true);
    times.advance(14, 1, false);

    assertThat(times.pausedNanos()).isEqualTo(10);
    assertThat(times.memoryNanos()).isEqualTo(4);
  }

  @Test
  void a_pause_in_which_no_caller_waits_costs_nothing() {
    times.advance(10, 0, true);

    assertThat(times.pausedNanos()).isZero();
  }

  @Test
  void requests_in_flight_count_as_long_as_they_are() {
    times.advance(10, 0, false);
    times.advance(20, 3, false);
    times.advance(25, 2, false);

    assertThat(times.inFlightNanos()).isEqualTo(40);
  }
}
