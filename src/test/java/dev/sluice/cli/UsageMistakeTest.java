package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.run.CommandResult;
import dev.sluice.cli.run.Terminal;
import dev.sluice.flow.Ticker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class UsageMistakeTest {

  private static String mistake(String... args) {
    StringWriter err = new StringWriter();
    CommandLine line =
        Sluice.commandLine(Ticker.system(), Terminal.ofProcess(), new CommandResult(), args);
    line.setErr(new PrintWriter(err));
    assertThat(line.execute(args)).isEqualTo(2);
    return err.toString();
  }

  private static void assertMistake(String message, String... args) {
    assertThat(mistake(args).lines().findFirst()).hasValue("sluice: " + message);
  }

  @Test
  void a_mistyped_option_is_told_with_the_one_that_was_meant() {
    assertMistake(
        "unknown option --indx; did you mean --index?",
        "load",
        "--input",
        "x",
        "--index",
        "y",
        "--indx",
        "z");
    assertMistake("unknown option -index; did you mean --index?", "load", "-index", "y");
    assertMistake(
        "unknown option --error-max; did you mean --errors-max?", "load", "--error-max=1");
    assertMistake("unknown option --in; did you mean --index or --input?", "load", "--in", "z");
    assertMistake("unknown option --colour", "load", "--colour");
  }

  @Test
  void an_unknown_option_is_named_before_a_missing_one() {
    assertMistake("unknown option --indx; did you mean --index?", "load", "--indx", "z");
  }

  @Test
  void a_mistyped_command_is_told_with_the_one_that_was_meant() {
    assertMistake("unknown command laod; did you mean load?", "laod");
    assertMistake("unknown command laod; did you mean load?", "help", "laod");
    assertMistake("unknown command frobnicate", "frobnicate");
  }

  @Test
  void options_before_the_command_are_told_to_go_after_it() {
    assertMistake(
        "unknown option --input; put the options of a command after its name",
        "--input",
        "x",
        "load");
  }

  @Test
  void missing_options_are_shown_as_they_are_typed() {
    assertMistake("missing required options --table NAME, --mapping FILE", "table", "--index", "y");
    assertMistake("missing required argument KEY", "route", "--index", "y");
    assertMistake("--index needs a value: --index NAME", "load", "--input", "x", "--index");
  }

  @Test
  void a_pattern_that_the_shell_has_expanded_is_to_be_quoted() {
    assertMistake(
        "unexpected arguments b.json, c.json, d.json and 1 more; if the shell expanded a pattern,"
            + " quote it: --input 'PATTERN'",
        "load",
        "--input",
        "a.json",
        "b.json",
        "c.json",
        "d.json",
        "e.json",
        "--index",
        "y");
    assertMistake("unexpected argument x", "load", "x", "--input", "a", "--index", "y");
  }

  @Test
  void a_value_of_the_wrong_type_is_told_with_what_it_must_be() {
    assertMistake(
        "--mappers is \"many\" but must be a whole number",
        "load",
        "--input",
        "x",
        "--index",
        "y",
        "--mappers",
        "many");
    assertMistake(
        "--key-as is \"hexx\" but must be one of utf8, hex",
        "route",
        "--index",
        "y",
        "--key-as",
        "hexx",
        "k");
    assertMistake(
        "ACTION is \"stop\" but must be one of pause, resume, rate", "control", "job_1", "stop");
    assertMistake("--index is given twice", "load", "--input", "x", "--index", "y", "--index", "z");
  }

  @Test
  void an_id_rule_is_told_the_values_of_its_own_option() {
    List<String> load = List.of("load", "--input", "x", "--index", "y", "--id");
    assertId(
        load, "url", "--id is \"url\" but must be none, input or field:NAME; for the field url:");
    assertId(load, "key", "--id is \"key\" but must be none, input or field:NAME; a line has no");
    assertId(load, "field:", "--id is \"field:\" but must be none, input or field:NAME");
    List<String> replay = List.of("replay", "--input", "x", "--id");
    assertId(replay, "input", "--id is \"input\" but must be none or field:NAME");
    assertId(replay, "key", "--id is \"key\" but must be none or field:NAME; a line has no key");
  }

  private static void assertId(List<String> before, String id, String message) {
    List<String> args = new ArrayList<>(before);
    args.add(id);
    assertThat(mistake(args.toArray(new String[0]))).startsWith("sluice: " + message);
  }

  @Test
  void every_mistake_ends_with_where_to_find_help() {
    assertThat(mistake("load", "--indx")).contains("Try 'sluice load --help'.");
    assertThat(mistake("laod")).contains("Try 'sluice --help'.");
  }

  @Test
  void a_key_that_there_is_not_is_refused_with_the_one_that_was_meant() {
    assertThat(
            mistake(
                "load",
                "--input",
                "x",
                "--index",
                "y",
                "-D",
                "sluice.bulk.in-flights=3",
                "-Dsluice.load-mode=bulk",
                "-D",
                "sluice.frobnicate=1"))
        .isEqualToNormalizingNewlines(
            """
            sluice: unknown key sluice.bulk.in-flights (given with -D); did you mean sluice.bulk.in-flight?
            sluice: unknown key sluice.load-mode (given with -D); did you mean sluice.index.load-mode?
            sluice: unknown key sluice.frobnicate (given with -D)
            """);
  }
}
