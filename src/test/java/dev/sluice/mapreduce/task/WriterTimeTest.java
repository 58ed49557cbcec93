package dev.sluice.mapreduce.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.bulk.Counts;
import dev.sluice.report.Stage;
import dev.sluice.report.StageTimes;
import dev.sluice.testing.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriterTimeTest {

  private static final Duration READ = Duration.ofNanos(700_000);
  private static final Duration ENCODE = Duration.ofNanos(300_000);

  private final ManualTicker clock = ManualTicker.holdingSleepers();
  private BulkCounts counts = Counts.of(0, 0, 0);
  private Duration waited = Duration.ZERO;
  private int measured;

  private void record(WriterTime time, Duration waits) {
    clock.advance(READ);
    boolean due = time.isDue();
    if (due) {
      measured++;
      time.begin();
    }
    clock.advance(ENCODE.plus(waits));
    waited = waited.plus(waits);
    counts = Counts.waitedForMemory(waited);
    if (due) {
      time.end();
    }
  }

  @Test
  void few_records_are_measured_and_stand_for_the_others() {
    WriterTime time = WriterTime.start(clock, () -> counts);

    for (int i = 0; i < 100_000; i++) {
      record(time, i % 10 == 0 ? Duration.ofMillis(2) : Duration.ZERO);
    }

    StageTimes times = time.times();
    assertThat(measured).isBetween(300, 600);
    assertThat(times.millis(Stage.ENCODING)).isCloseTo(30_000, within(500L));
    assertThat(times.millis(Stage.SOURCE)).isCloseTo(70_000, within(500L));
    assertThat(times.millis(Stage.MEMORY)).isEqualTo(20_000);
    assertThat(times.writerNanos()).isEqualTo(clock.passedNanos());
  }

  @Test
  void after_the_last_record_only_waits_are_added() {
    WriterTime time = WriterTime.start(clock, () -> counts);
    record(time, Duration.ZERO);

    time.close();
    clock.advance(Duration.ofSeconds(9));

    assertThat(time.times().nanos(Stage.SOURCE)).isEqualTo(READ.toNanos());
    assertThat(time.times().nanos(Stage.ENCODING)).isEqualTo(ENCODE.toNanos());
  }

  @Test
  void a_record_during_which_the_thread_was_suspended_does_not_stand_for_others() {
    WriterTime time = WriterTime.start(clock, () -> counts);
    while (measured < 100) {
      record(time, Duration.ZERO);
    }

    long encoding = time.times().millis(Stage.ENCODING);
    while (!time.isDue()) {
      clock.advance(Duration.ZERO);
    }
    time.begin();
    clock.advance(Duration.ofSeconds(5));
    time.end();

    assertThat(time.times().millis(Stage.ENCODING) - encoding).isBetween(2L, 600L);
  }

  @Test
  void an_estimate_is_never_above_the_time_that_has_passed() {
    WriterTime time = WriterTime.start(clock, () -> counts);
    record(time, Duration.ZERO);
    while (measured < 2) {
      record(time, Duration.ZERO);
      assertThat(time.times().writerNanos()).isEqualTo(clock.passedNanos());
      assertThat(time.times().nanos(Stage.SOURCE)).isNotNegative();
    }
  }
}
