package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long BYTES = 1_000_000;

  private final AdaptiveLimit window = new AdaptiveLimit(8);
  private long now = SECOND;

  /** One answer after a while to a request with which so many were in flight. */
  private boolean answer(int inFlight, double refusedShare, long nanos) {
    window.sent(inFlight, now);
    long sentAt = now;
    now += nanos;
    return window.answered(new ConcurrencyLimit.Answered(refusedShare, BYTES, sentAt, now));
  }

  private void grow(int answers) {
    for (int i = 0; i < answers; i++) {
      answer(8, 0, 100 * MILLI);
    }
  }

  @Test
  void it_doubles_each_round_trip_while_it_is_used_to_the_full() {
    grow(1);
    assertThat(window.size()).isEqualTo(2);

    grow(2);
    assertThat(window.size()).isEqualTo(4);
  }

  @Test
  void it_grows_no_further_than_the_most() {
    grow(200);

    assertThat(window.size()).isEqualTo(8);
    assertThat(window.waitNanos(7, now)).isZero();
    assertThat(window.waitNanos(8, now)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void it_does_not_grow_while_there_is_room_in_it() {
    grow(3);
    double before = window.size();

    answer(1, 0, 100 * MILLI);

    assertThat(window.size()).isEqualTo(before);
  }

  @Test
  void it_is_cut_by_half_of_the_share_that_was_refused() {
    grow(200);

    answer(8, 0.5, 100 * MILLI);
    assertThat(window.size()).isEqualTo(6);
  }

  @Test
  void many_refusals_of_requests_that_were_on_their_way_together_cut_once() {
    grow(200);
    long sentAt = now;
    now += SECOND;

    window.answered(new ConcurrencyLimit.Answered(1, BYTES, sentAt, now));
    window.answered(new ConcurrencyLimit.Answered(1, BYTES, sentAt + MILLI, now));

    assertThat(window.size()).isEqualTo(4);
  }

  @Test
  void it_rests_for_eight_round_trips_after_a_cut_and_then_grows_by_half_of_one() {
    grow(200);
    answer(8, 1, 100 * MILLI);

    grow(7);
    assertThat(window.size()).isEqualTo(4);
    grow(1);
    assertThat(window.size()).isEqualTo(4 + 0.5 / 4);
  }

  @Test
  void it_rests_for_three_seconds_at_most() {
    for (int i = 0; i < 100; i++) {
      answer(8, 0, 2 * SECOND);
    }
    answer(8, 1, 2 * SECOND);

    answer(8, 0, 2 * SECOND);
    assertThat(window.size()).isEqualTo(4);
    answer(8, 0, 2 * SECOND);
    assertThat(window.size()).isEqualTo(4 + 0.5 / 4);
  }

  @Test
  void it_does_not_grow_while_bytes_take_much_longer_than_they_used_to() {
    grow(3);
    double before = window.size();

    answer(8, 0, 200 * MILLI);
    assertThat(window.size()).isEqualTo(before);
    answer(8, 0, 100 * MILLI);
    assertThat(window.size()).isGreaterThan(before);
  }

  @Test
  void it_shrinks_while_answers_take_very_long() {
    grow(200);

    answer(8, 0, 11 * SECOND);
    assertThat(window.size()).isCloseTo(7.2, within(0.001));

    for (int i = 0; i < 100; i++) {
      answer(8, 0, 11 * SECOND);
    }
    assertThat(window.size()).isEqualTo(1);
    assertThat(window.waitNanos(0, now)).isZero();
  }

  @Test
  void it_shrinks_to_one_while_requests_fail_for_other_reasons() {
    grow(200);

    window.unanswered(now, now + SECOND);
    assertThat(window.size()).isEqualTo(4);
    window.unanswered(now, now + 2 * SECOND);
    assertThat(window.size()).as("sent before the cut").isEqualTo(4);
    for (int i = 2; i < 10; i++) {
      window.unanswered(now + i * SECOND, now + i * SECOND);
    }
    assertThat(window.size()).isEqualTo(1);
    assertThat(window.waitNanos(0, now)).isZero();
  }

  @Test
  void a_failure_for_another_reason_opens_no_window_that_refusals_have_closed() {
    while (window.size() > 0.3) {
      answer(1, 1, 100 * MILLI);
    }
    double before = window.size();

    window.unanswered(now, now);

    assertThat(window.size()).isEqualTo(before);
  }

  @Test
  void below_one_it_makes_pauses_longer() {
    answer(1, 0, 100 * MILLI);
    while (window.size() > 0.3) {
      answer(1, 1, 100 * MILLI);
    }

    assertThat(window.waitNanos(1, now)).isEqualTo(Long.MAX_VALUE);
    window.sent(1, now);
    assertThat(window.waitNanos(0, now))
        .isEqualTo((long) (100 * MILLI / window.size()))
        .isGreaterThan(300 * MILLI);
    assertThat(window.waitNanos(0, now + SECOND)).isZero();
  }

  @Test
  void below_one_it_makes_pauses_though_no_answer_was_without_a_refusal_yet() {
    int requests = 0;
    for (long end = now + 60 * SECOND; now < end; requests++) {
      now += window.waitNanos(0, now);
      answer(1, 0.5, 250 * MILLI);
    }

    assertThat(requests).isLessThan(40);
    assertThat(window.waitNanos(0, now)).isGreaterThan(4 * SECOND);
  }

  @Test
  void it_never_closes_for_good() {
    for (int i = 0; i < 1_000; i++) {
      answer(1, 1, 100 * MILLI);
    }

    assertThat(window.size()).isEqualTo(0.05);
  }

  @Test
  void a_refused_part_needs_no_rest_of_the_lane_and_a_refused_whole_does() {
    assertThat(answer(1, 0.9, MILLI)).isTrue();
    assertThat(answer(1, 1, MILLI)).isFalse();
  }
}
