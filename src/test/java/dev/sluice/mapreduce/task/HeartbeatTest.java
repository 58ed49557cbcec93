package dev.sluice.mapreduce.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.bulk.Counts;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.Attempt;
import dev.sluice.testing.ManualTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HeartbeatTest {

  private static final Duration PATIENCE = Duration.ofMinutes(16);

  private final Attempt attempt;
  private final ManualTicker ticker = ManualTicker.holdingSleepers();
  private final Semaphore beats = new Semaphore(0);
  private BulkCounts ledger = Counts.of(10, 4, 0);
  private long answeredNanos = ticker.nanos();

  private final Heartbeat heartbeat;

  HeartbeatTest(@TempDir Path directory) {
    attempt = Attempt.first(directory);
    heartbeat =
        new Heartbeat(
            beats::release,
            LiveCounters.of(attempt.context, "pages", () -> ledger),
            () -> ledger,
            () -> ticker.nanos() - answeredNanos,
            PATIENCE,
            ticker);
  }

  @Test
  void it_beats_while_elasticsearch_may_still_answer() {
    heartbeat.beat();
    ticker.advance(PATIENCE);
    heartbeat.beat();

    assertThat(beats.availablePermits()).isEqualTo(2);
  }

  @Test
  void it_stops_when_nothing_was_answered_for_too_long() {
    heartbeat.beat();
    ticker.advance(PATIENCE.plusNanos(1));
    heartbeat.beat();
    heartbeat.beat();

    assertThat(beats.availablePermits()).isEqualTo(1);
  }

  @Test
  void it_goes_on_with_the_next_answer() {
    heartbeat.beat();
    ticker.advance(PATIENCE.plusNanos(1));
    heartbeat.beat();
    answeredNanos = ticker.nanos();
    heartbeat.beat();

    assertThat(beats.availablePermits()).isEqualTo(2);
  }

  @Test
  void a_new_document_is_a_sign_of_life_too() {
    heartbeat.beat();
    ticker.advance(PATIENCE.plusNanos(1));
    ledger = Counts.of(11, 4, 0);
    heartbeat.beat();

    assertThat(beats.availablePermits()).isEqualTo(2);
  }

  @Test
  void each_beat_shows_the_counters_and_the_status() {
    heartbeat.beat();
    ledger = Counts.of(12, 9, 2);
    heartbeat.beat();

    assertThat(attempt.count(LoadCounter.GIVEN)).isEqualTo(12);
    assertThat(attempt.count(LoadCounter.INDEXED)).isEqualTo(9);
    assertThat(attempt.count(LoadCounter.REJECTED)).isEqualTo(2);
    assertThat(attempt.status).startsWith("12 given, 9 indexed");
  }

  @Test
  void a_ledger_that_comes_late_takes_nothing_back() {
    LiveCounters counters = LiveCounters.of(attempt.context, "pages", () -> ledger);

    counters.publish(Counts.of(12, 9, 2));
    counters.publish(Counts.of(10, 4, 0));
    counters.publish(Counts.of(12, 10, 2));

    assertThat(attempt.count(LoadCounter.GIVEN)).isEqualTo(12);
    assertThat(attempt.count(LoadCounter.INDEXED)).isEqualTo(10);
  }

  @Test
  void its_thread_beats_whenever_the_clock_says_so_and_ends_with_close() throws Exception {
    heartbeat.start();

    ticker.wake();
    assertThat(beats.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    heartbeat.close();
    ticker.wake();

    assertThat(beats.availablePermits()).isZero();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("sluice-heartbeat"));
  }
}
