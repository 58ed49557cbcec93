package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final long SECOND = 1_000_000_000L;

  private final StringWriter text = new StringWriter();
  private final ProgressLines lines =
      new ProgressLines(new PrintWriter(text), Duration.ofSeconds(10));

  @Test
  void a_line_comes_every_ten_seconds_and_not_sooner() {
    for (int second = 1; second <= 25; second++) {
      lines.show(new Snapshot(second * SECOND, second * 1000L, 0, second / 100.0));
    }

    assertThat(text.toString().lines())
        .containsExactly(
            "10,000 documents, 1,000/s, 0 rejected, 10% of the input, about 1m 30s left",
            "20,000 documents, 1,000/s, 0 rejected, 20% of the input, about 1m 20s left");
  }

  @Test
  void the_rate_is_that_of_the_last_stretch() {
    lines.show(new Snapshot(10 * SECOND, 1_000, 0, 0.5));
    lines.show(new Snapshot(20 * SECOND, 21_000, 7, 0.75));

    assertThat(text.toString().lines().skip(1))
        .containsExactly("21,000 documents, 2,000/s, 7 rejected, 75% of the input, about 7s left");
  }

  @Test
  void nobody_promises_an_end_before_anything_is_done() {
    lines.show(new Snapshot(10 * SECOND, 0, 0, 0));

    assertThat(text.toString().lines())
        .containsExactly("0 documents, 0/s, 0 rejected, 0% of the input");
  }

  @Test
  void times_and_sizes_are_for_people() {
    assertThat(Figures.time(Duration.ofMillis(1600))).isEqualTo("2s");
    assertThat(Figures.time(Duration.ofSeconds(61))).isEqualTo("1m 1s");
    assertThat(Figures.time(Duration.ofMinutes(61))).isEqualTo("1h 1m");
    assertThat(Figures.bytes(17)).isEqualTo("17 bytes");
    assertThat(Figures.bytes(5 << 20)).isEqualTo("5.0 MB");
    assertThat(Figures.percent(0.345)).isEqualTo("35%");
  }
}
