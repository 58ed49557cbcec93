package dev.sluice.bulk.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GuardLimitTest {

  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final long BOUND = 300 * MILLI;

  private final GuardLimit guard = new GuardLimit(BOUND, 8);

  private void searches(int count, long nanos) {
    for (int i = 0; i < count; i++) {
      guard.sent((int) Math.max(1, guard.size()), 0);
      guard.searched(nanos);
    }
  }

  @Test
  void it_begins_with_one_request() {
    assertThat(guard.waitNanos(0, 0)).isZero();
    assertThat(guard.waitNanos(1, 0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void it_grows_to_the_most_while_searches_are_fast() {
    searches(100, 20 * MILLI);

    assertThat(guard.size()).isEqualTo(8);
    assertThat(guard.waitNanos(7, 0)).isZero();
  }

  @Test
  void a_p95_above_the_bound_halves_it_once() {
    searches(100, 20 * MILLI);

    guard.searched(BOUND + 1);
    assertThat(guard.size()).as("one slow search in twenty").isEqualTo(8);
    searches(1, BOUND + 1);

    assertThat(guard.size()).isEqualTo(4);
  }

  @Test
  void below_one_request_the_pauses_grow_up_to_thirty_seconds() {
    guard.sent(1, 0);
    guard.answered(20 * MILLI, 15 * MILLI);
    searches(2, BOUND + 1);
    assertThat(guard.waitNanos(0, 0)).as("a quarter of the time").isEqualTo(80 * MILLI);

    searches(50, Long.MAX_VALUE);
    assertThat(guard.waitNanos(0, 0)).isEqualTo(Duration.ofSeconds(30).toNanos());
    assertThat(guard.waitNanos(0, Duration.ofSeconds(30).toNanos())).isZero();
  }

  @Test
  void after_the_longest_pauses_it_recovers_within_a_minute_and_a_half() {
    guard.answered(20 * MILLI, 15 * MILLI);
    searches(50, Long.MAX_VALUE);

    searches(180, 20 * MILLI);

    assertThat(guard.size()).isEqualTo(8);
  }

  @Test
  void a_request_that_takes_a_large_part_of_the_bound_becomes_smaller_but_not_tiny() {
    guard.answered(200 * MILLI, 180 * MILLI);
    searches(1, BOUND + 1);
    assertThat(guard.requestBytes()).isEqualTo(128 << 10);

    searches(50, BOUND + 1);
    assertThat(guard.requestBytes()).isEqualTo(32 << 10);

    for (int i = 0; i < 20; i++) {
      guard.answered(20 * MILLI, 10 * MILLI);
    }
    searches(20, 20 * MILLI);
    assertThat(guard.requestBytes()).isEqualTo(256 << 10);
  }

  @Test
  void just_below_the_bound_it_does_not_grow() {
    searches(100, 280 * MILLI);

    assertThat(guard.size()).isEqualTo(1);
  }

  @Test
  void it_keeps_p95_near_the_bound_if_latency_grows_with_the_load() {
    Random random = new Random(1);
    int slow = 0;
    int all = 5_000;
    double load = 0;
    for (int i = 0; i < all; i++) {
      guard.sent((int) Math.max(1, guard.size()), 0);
      double latency = 100 * MILLI * (0.5 + guard.size()) * (0.5 + random.nextDouble());
      slow += latency > BOUND ? 1 : 0;
      load += guard.size();
      guard.searched((long) latency);
    }

    assertThat(slow / (double) all).isLessThan(0.05);
    assertThat(load / all).as("documents go on").isGreaterThan(0.8);
  }
}
