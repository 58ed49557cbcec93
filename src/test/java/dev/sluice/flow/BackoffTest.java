package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = Backoff.between(Duration.ofMillis(500), Duration.ofSeconds(30));

  @Test
  void the_most_doubles_with_each_failure_up_to_the_cap() {
    double almostOne = Math.nextDown(1.0);

    assertThat(backoff.delayNanos(1, almostOne)).isCloseTo(500_000_000L, within());
    assertThat(backoff.delayNanos(2, almostOne)).isCloseTo(1_000_000_000L, within());
    assertThat(backoff.delayNanos(6, almostOne)).isCloseTo(16_000_000_000L, within());
    assertThat(backoff.delayNanos(7, almostOne)).isCloseTo(30_000_000_000L, within());
    assertThat(backoff.delayNanos(Integer.MAX_VALUE, almostOne))
        .isCloseTo(30_000_000_000L, within());
  }

  private static org.assertj.core.data.Offset<Long> within() {
    return org.assertj.core.data.Offset.offset(1_000L);
  }

  @Test
  void the_wait_is_drawn_from_zero_on() {
    assertThat(backoff.delayNanos(3, 0)).isZero();
    assertThat(backoff.delayNanos(3, 0.25)).isEqualTo(500_000_000L);
  }
}
