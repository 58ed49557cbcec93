package dev.sluice.bulk.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineClockTest {

  private final EngineClock clock = new EngineClock();

  @Test
  void it_stands_still_during_a_pause_and_continues_from_there() {
    clock.pause(100);
    assertThat(clock.at(150)).isEqualTo(100);

    clock.resume(180);

    assertThat(clock.at(190)).isEqualTo(110);
  }

  @Test
  void a_second_pause_or_resume_changes_nothing() {
    clock.pause(100);
    clock.pause(120);
    clock.resume(180);
    clock.resume(200);

    assertThat(clock.at(200)).isEqualTo(120);
    assertThat(clock.isPaused()).isFalse();
  }
}
