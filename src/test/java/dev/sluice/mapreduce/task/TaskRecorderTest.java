package dev.sluice.mapreduce.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.bulk.Counts;
import dev.sluice.report.Measure;
import dev.sluice.report.Measures;
import dev.sluice.testing.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskRecorderTest {

  private final ManualTicker clock = ManualTicker.holdingSleepers();

  private BulkCounts afterAPause() {
    clock.advance(Duration.ofMillis(200));
    return Counts.of(0, 0, 0);
  }

  @Test
  void the_stages_never_take_longer_than_the_task_even_if_a_thread_pauses_between_two_readings() {
    try (TaskRecorder recorder = new TaskRecorder(clock)) {
      recorder.start(this::afterAPause, history -> {});
      clock.advance(Duration.ofSeconds(1));

      Measures sums = recorder.history().series().sums();

      assertThat(sums.get(Measure.SOURCE_MS)).isBetween(1_000L, sums.get(Measure.TASK_MS));
    }
  }
}
