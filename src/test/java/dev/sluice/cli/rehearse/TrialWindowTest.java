package dev.sluice.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.bulk.Counts;
import dev.sluice.report.Stage;
import dev.sluice.report.StageTimes;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrialWindowTest {

  private final TrialWindow window = new TrialWindow(0);

  /** Each second, one request with 100 documents is answered; the writer waits for memory. */
  private void see(int seconds, int given) {
    window.see(
        nanos(seconds),
        Counts.answered(given, 100L * seconds, seconds),
        StageTimes.ofNanos(Map.of(Stage.MEMORY, nanos(seconds))));
  }

  private void finish(int seconds, int given) {
    window.finish(nanos(seconds), Counts.answered(given, given, 9), StageTimes.NONE);
  }

  private static long nanos(int seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void what_the_last_documents_take_longer_than_the_others_is_the_tail() {
    for (int second = 0; second <= 4; second++) {
      see(second, 100 * second + 200);
    }

    finish(4 + 7, 600);

    assertThat(window.rate()).isCloseTo(100, within(0.1));
    assertThat(window.tailNanos()).isEqualTo(nanos(7 - 2));
  }

  @Test
  void without_waits_at_the_end_there_is_no_tail() {
    for (int second = 0; second <= 4; second++) {
      see(second, 100 * second + 200);
    }

    finish(4 + 2, 600);

    assertThat(window.tailNanos()).isZero();
  }

  @Test
  void a_rate_that_is_measured_until_the_last_answer_includes_the_tail() {
    see(0, 0);
    see(1, 600);

    finish(12, 600);

    assertThat(window.rate()).isCloseTo(600 / 12.0, within(0.1));
    assertThat(window.tailNanos()).isZero();
  }
}
