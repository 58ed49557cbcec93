package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryTimerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final ManualTicker ticker = ManualTicker.movedBySleepers();
  private final RetryTimer timer =
      new RetryTimer(
          Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(4)), PATIENCE, ticker);

  @Test
  void an_operation_that_has_not_failed_is_never_over() {
    ticker.advance(LONG);

    assertThat(timer.isOver()).isFalse();
  }

  @Test
  void the_time_counts_from_the_first_failure_and_the_last_try_is_at_its_end()
      throws InterruptedException {
    ticker.advance(LONG);
    long start = ticker.nanos();

    timer.failed();
    timer.pause(Duration.ofSeconds(9), LONG);
    assertThat(timer.isOver()).isFalse();
    timer.failed();
    timer.pause(Duration.ofSeconds(9), LONG);

    assertThat(ticker.nanos() - start).isEqualTo(PATIENCE.toNanos());
    assertThat(timer.isOver()).isTrue();
    assertThat(timer.failures()).isEqualTo(2);
  }

  @Test
  void a_pause_is_no_longer_than_the_caller_allows() throws InterruptedException {
    long start = ticker.nanos();

    timer.failed();
    timer.pause(Duration.ofSeconds(9), Duration.ofMillis(300));

    assertThat(ticker.nanos() - start).isEqualTo(Duration.ofMillis(300).toNanos());
  }
}
