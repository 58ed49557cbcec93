package dev.sluice.mapreduce.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.testing.ManualTicker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class RetryingIndexControlTest {

  /** What comes back, in order; null is an answer. */
  private final Deque<ElasticsearchException> failures = new ArrayDeque<>();

  private final ManualTicker ticker = ManualTicker.movedBySleepers();
  private int calls;

  private RetryingIndexControl index(Duration patience, ElasticsearchException... replies) {
    failures.addAll(Arrays.asList(replies));
    IndexControl failing =
        (IndexControl)
            Proxy.newProxyInstance(
                IndexControl.class.getClassLoader(),
                new Class<?>[] {IndexControl.class},
                (proxy, method, args) -> {
                  calls++;
                  if (!failures.isEmpty()) {
                    throw failures.poll();
                  }
                  return method.getReturnType() == long.class ? 7L : null;
                });
    return new RetryingIndexControl(failing, patience, ticker);
  }

  private static ElasticsearchException status(int status) {
    return new ElasticsearchException(status, "", "status " + status);
  }

  @Test
  void what_did_not_answer_or_had_no_capacity_is_asked_again() throws IOException {
    RetryingIndexControl index =
        index(Duration.ofDays(1), status(0), status(429), status(502), status(503), status(504));

    assertThat(index.count()).isEqualTo(7);
    assertThat(calls).isEqualTo(6);
  }

  @Test
  void what_was_refused_is_not() {
    RetryingIndexControl index = index(Duration.ofDays(1), status(403));

    assertThatThrownBy(index::refresh).hasMessage("status 403");
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void it_ends_when_the_time_is_up() {
    ElasticsearchException[] dead = new ElasticsearchException[10_000];
    Arrays.fill(dead, status(0));
    RetryingIndexControl index = index(Duration.ofMinutes(1), dead);

    assertThatThrownBy(index::flush).hasMessage("status 0");
    assertThat(ticker.passedNanos()).isBetween(60_000_000_000L, 80_000_000_000L);
  }

  @Test
  void a_merge_is_asked_for_once() {
    RetryingIndexControl index = index(Duration.ofDays(1), status(0));

    assertThatThrownBy(() -> index.forceMerge(1)).hasMessage("status 0");
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void an_interrupt_ends_it_and_stays() {
    RetryingIndexControl index = index(Duration.ofDays(1), status(0), status(0));
    Thread.currentThread().interrupt();

    assertThatThrownBy(index::state).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
