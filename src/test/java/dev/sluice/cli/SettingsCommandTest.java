package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.run.Terminal;
import dev.sluice.flow.Ticker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SettingsCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine line =
        Sluice.commandLine(Ticker.system(), Terminal.of(Map.of("COLUMNS", "80")::get, false));
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(args);
  }

  @Test
  void a_key_is_printed_in_full() {
    assertThat(run("settings", "sluice.errors.max")).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            sluice.errors.max
              type     number or share
              default  0
              values   a whole number, or a percentage such as 2%
              option   --errors-max

              Maximum rejected documents, per task and again for the whole job: a number or
              a percentage. A percentage is checked from 1,000 documents on and at the end.
            """);
  }

  @Test
  void a_key_that_others_begin_with_names_them() {
    assertThat(run("settings", "sluice.index.load-mode")).isZero();

    assertThat(out.toString()).endsWith("\n  See also: sluice.index.load-mode.force\n");
  }

  @Test
  void a_prefix_prints_every_key_that_begins_with_it_and_no_other() {
    assertThat(run("settings", "sluice.commit")).isZero();

    assertThat(out.toString().lines().filter(line -> line.startsWith("sluice")))
        .containsExactly(
            "sluice.commit.force-merge  (whole number, default 0)",
            "sluice.commit.refresh  (boolean, default true)",
            "sluice.commit.health-timeout  (duration, default 10m)");
  }

  @Test
  void the_first_word_can_be_left_out() {
    assertThat(run("settings", "pipeline")).isZero();

    assertThat(out.toString()).startsWith("sluice.pipeline\n");
  }

  @Test
  void an_unknown_key_is_a_mistake_told_with_the_one_that_was_meant() {
    assertThat(run("settings", "sluice.bulk.sise")).isEqualTo(2);
    assertThat(run("settings", "in-flight")).isEqualTo(2);

    assertThat(err.toString().lines())
        .containsExactly(
            "sluice: unknown key sluice.bulk.sise; did you mean sluice.bulk.size?",
            "sluice: unknown key sluice.in-flight; did you mean sluice.async.in-flight or"
                + " sluice.bulk.in-flight?");
  }

  @Test
  void secrets_and_the_keys_of_a_second_cluster_are_explained() {
    assertThat(run("settings", "sluice.auth.api-key")).isZero();
    assertThat(run("settings", "sluice.read.auth.user")).isZero();

    assertThat(out.toString())
        .contains("sluice.auth.api-key\n  A secret, not a key.")
        .contains("sluice.read.auth.user\n  Like sluice.auth.user, for the cluster");
  }
}
