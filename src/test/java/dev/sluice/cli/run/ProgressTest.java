package dev.sluice.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final long SECOND = 1_000_000_000L;

  private final StringWriter text = new StringWriter();
  private final ProgressLines lines =
      new ProgressLines(new PrintWriter(text), Duration.ofSeconds(10));

  @Test
  void a_line_comes_every_ten_seconds_and_not_sooner() {
    for (int second = 1; second <= 25; second++) {
      lines.show(new ProgressSnapshot(second * SECOND, second * 1000L, 0, second / 100.0));
    }

    assertThat(text.toString().lines())
        .containsExactly(
            "10s: 10,000 documents, 1,000/s, 0 rejected, 10% done, about 1m 30s left",
            "20s: 20,000 documents, 1,000/s, 0 rejected, 20% done, about 1m 20s left");
  }

  @Test
  void the_rate_is_that_of_the_last_stretch() {
    lines.show(new ProgressSnapshot(10 * SECOND, 1_000, 0, 0.5));
    lines.show(new ProgressSnapshot(20 * SECOND, 21_000, 7, 0.75));

    assertThat(text.toString().lines().skip(1))
        .containsExactly("20s: 21,000 documents, 2,000/s, 7 rejected, 75% done, about 10s left");
  }

  @Test
  void nobody_promises_an_end_before_anything_is_done() {
    lines.show(new ProgressSnapshot(10 * SECOND, 0, 0, 0));

    assertThat(text.toString().lines())
        .containsExactly("10s: 0 documents, 0/s, 0 rejected, 0% done, no progress for 10s");
  }

  @Test
  void the_time_left_runs_from_the_first_document_not_from_the_submit() {
    lines.show(new ProgressSnapshot(100 * SECOND, 1_000, 0, 0.1));
    lines.show(new ProgressSnapshot(110 * SECOND, 2_000, 0, 0.2));

    assertThat(text.toString()).endsWith("20% done, about 1m 20s left" + System.lineSeparator());
  }

  @Test
  void a_job_that_stands_still_says_what_it_waits_for_instead_of_a_time() {
    Optional<String> server = Optional.of("Elasticsearch at http://es-1:9200");
    lines.show(new ProgressSnapshot(10 * SECOND, 1_000, 0, 0.1).waitingFor(server));
    lines.show(new ProgressSnapshot(21 * SECOND, 1_000, 0, 0.1).waitingFor(server));

    assertThat(text.toString().lines())
        .last()
        .isEqualTo(
            "21s: 1,000 documents, 0/s, 0 rejected, 10% done, waiting for Elasticsearch at"
                + " http://es-1:9200 for 11s");
  }

  private String drawn(int width, String name, ProgressSnapshot... moments) {
    StringWriter screen = new StringWriter();
    ProgressOnTerminal terminal = new ProgressOnTerminal(name, new PrintWriter(screen), width);
    for (ProgressSnapshot moment : moments) {
      terminal.show(moment);
    }
    return screen.toString().substring(screen.toString().lastIndexOf('\r') + 1);
  }

  @Test
  void eighty_columns_have_room_for_a_bar_and_all_figures() {
    String line =
        drawn(
            80,
            "pages",
            new ProgressSnapshot(SECOND, 10, 0, 0.001),
            new ProgressSnapshot(100 * SECOND, 1_234_567, 12, 0.5));

    assertThat(line)
        .isEqualTo(
            "pages 50% [========>       ] 1,234,567 docs, 12 rejected, 12,346/s, 1m 39s left")
        .hasSize(79);
  }

  @Test
  void no_line_is_longer_than_the_terminal_whatever_it_has_to_say() {
    ProgressSnapshot first = new ProgressSnapshot(SECOND, 1, 0, 0.001);
    ProgressSnapshot large =
        new ProgressSnapshot(1_000_000 * SECOND, 98_765_432_109L, 12_345_678, 0.75);
    ProgressSnapshot still =
        new ProgressSnapshot(2_000_000 * SECOND, 98_765_432_109L, 12_345_678, 0.75)
            .waitingFor(Optional.of("Elasticsearch at http://es-1.example.com:9200"));
    for (int width = 20; width < 200; width++) {
      assertThat(drawn(width, "an-index-of-a-rather-long-name-2026.11.26", first, large))
          .hasSize(width - 1);
      assertThat(drawn(width, "pages", first, large, still)).hasSize(width - 1);
    }
    assertThat(drawn(80, "an-index-of-a-rather-long-name-2026.11.26", first, large))
        .contains("98,765,432,109 docs");
  }

  @Test
  void the_width_is_what_the_terminal_says() {
    assertThat(Terminal.columns("24 132")).isEqualTo(132);
    assertThat(Terminal.columns("0 0")).isEqualTo(80);
    assertThat(Terminal.columns("stty: no tty")).isEqualTo(80);
    assertThat(Terminal.columns(null)).isEqualTo(80);
  }

  @Test
  void the_width_is_that_of_COLUMNS_and_eighty_where_there_is_no_terminal() {
    assertThat(Terminal.of(Map.of("COLUMNS", "132")::get, false).width()).isEqualTo(132);
    assertThat(Terminal.of(Map.of("COLUMNS", "wide")::get, false).width()).isEqualTo(80);
    assertThat(Terminal.of(name -> null, false).width()).isEqualTo(80);
  }

  @Test
  void times_and_sizes_are_for_people() {
    assertThat(HumanNumbers.time(Duration.ofMillis(1600))).isEqualTo("2s");
    assertThat(HumanNumbers.time(Duration.ofSeconds(61))).isEqualTo("1m 1s");
    assertThat(HumanNumbers.time(Duration.ofMinutes(61))).isEqualTo("1h 1m");
    assertThat(HumanNumbers.bytes(17)).isEqualTo("17 bytes");
    assertThat(HumanNumbers.bytes(5 << 20)).isEqualTo("5.0 MB");
    assertThat(HumanNumbers.percent(0.345)).isEqualTo("35%");
  }
}
