package dev.sluice.bulk.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final TokenBucket bucket = new TokenBucket();
  private long now = Long.MAX_VALUE - SECOND / 2; // the clock may wrap around

  @Test
  void a_bucket_without_a_rate_never_waits() {
    bucket.take(1_000_000, now);

    assertThat(bucket.waitNanos(1_000_000, now)).isZero();
  }

  @Test
  void a_bucket_begins_empty_and_a_request_waits_for_its_tokens() {
    bucket.change(100, 1_000, now);

    assertThat(bucket.waitNanos(50, now)).isEqualTo(SECOND / 2);
    assertThat(bucket.waitNanos(50, now + SECOND / 2)).isZero();
  }

  @Test
  void a_quiet_hour_saves_no_more_than_the_bucket_holds() {
    bucket.change(100, 300, now);
    now += 3_600 * SECOND;

    bucket.take(300, now);

    assertThat(bucket.waitNanos(100, now)).isEqualTo(SECOND);
  }

  @Test
  void a_request_larger_than_the_bucket_is_sent_when_it_is_full_and_paid_for_afterwards() {
    bucket.change(100, 200, now);
    assertThat(bucket.waitNanos(1_000, now)).isEqualTo(2 * SECOND);
    now += 2 * SECOND;

    bucket.take(1_000, now);

    assertThat(bucket.waitNanos(100, now)).isEqualTo(9 * SECOND);
  }

  @Test
  void a_time_that_was_not_used_passes_to_another_bucket_and_so_does_a_debt() {
    TokenBucket next = new TokenBucket();
    bucket.change(100, 200, now);
    next.change(100, 200, now);
    next.credit(bucket.unspentNanos(now + SECOND / 2), now);
    assertThat(next.waitNanos(100, now)).isEqualTo(SECOND / 2);

    bucket.take(300, now + SECOND);
    next.credit(bucket.unspentNanos(now + SECOND), now);
    assertThat(next.waitNanos(100, now)).isEqualTo(5 * SECOND / 2);
  }

  @Test
  void a_change_of_the_rate_counts_from_that_moment() {
    bucket.change(100, 1_000, now);
    now += SECOND;
    bucket.change(10, 1_000, now);

    assertThat(bucket.waitNanos(120, now)).isEqualTo(2 * SECOND);
  }

  @Test
  void the_long_run_rate_is_within_one_percent_and_never_above() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      TokenBucket each = new TokenBucket();
      double rate = Math.pow(10, 1 + 6 * random.nextDouble());
      long largest = 1 + (long) (rate * 3 * random.nextDouble());
      long start = random.nextLong();
      each.change(rate, largest + rate, start);

      long at = start;
      double sent = 0;
      while (sent < rate * 1_000) {
        long cost = 1L + random.nextInt((int) largest);
        at += each.waitNanos(cost, at) + random.nextInt(5_000_000); // woken late
        each.take(cost, at);
        sent += cost;
        assertThat(sent).isLessThanOrEqualTo(rate * (at - start) / SECOND + 1);
      }

      assertThat(sent / ((at - start) / (double) SECOND))
          .as("seed " + seed)
          .isCloseTo(rate, within(rate / 100));
    }
  }
}
