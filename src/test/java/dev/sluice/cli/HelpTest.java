package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.run.Terminal;
import dev.sluice.flow.Ticker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {

  private static final String ESCAPE = "\u001b";

  private static Terminal terminal(int width) {
    return Terminal.of(Map.of("COLUMNS", "" + width)::get, false);
  }

  private static String print(Terminal terminal, String... args) {
    StringWriter out = new StringWriter();
    CommandLine line = Sluice.commandLine(Ticker.system(), terminal);
    line.setOut(new PrintWriter(out));
    assertThat(line.execute(args)).isZero();
    return out.toString();
  }

  static Stream<String> commands() {
    return Sluice.commandLine(Ticker.system()).getSubcommands().values().stream()
        .filter(each -> each.getCommand().getClass().getName().startsWith("dev.sluice.cli."))
        .map(CommandLine::getCommandName);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_of_a_command_is_what_its_own_option_prints(String command) {
    assertThat(print(terminal(80), "help", command))
        .startsWith("Usage: sluice " + command)
        .isEqualTo(print(terminal(80), command, "--help"));
  }

  @Test
  void help_without_a_command_lists_all_of_them() {
    assertThat(print(terminal(80), "help")).isEqualTo(print(terminal(80), "--help"));
    assertThat(print(terminal(80), "help")).contains("Commands:", "  reindex   Copy indices");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_tells_the_same_exit_codes(String command) {
    assertThat(print(terminal(120), command, "--help"))
        .contains(
            """
            Exit codes:
              0     done
              1     finished, but look at the output: documents were rejected or differ, or their outcome is unknown
              2     usage or configuration error; nothing was written
              3     failed
              130   interrupted (Ctrl-C); a running job is killed
              143   terminated (SIGTERM); a running job is killed
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 55, 80, 120, 300})
  void help_fits_the_terminal_and_is_plain_ASCII(int width) {
    int most = Math.max(55, Math.min(120, width));
    assertThat(commands())
        .allSatisfy(
            command -> {
              String help = print(terminal(width), command, "--help");
              assertThat(help).isASCII();
              assertThat(help.replaceAll("(?s)Examples?:.*", "").lines())
                  .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(most));
            });
  }

  @Test
  void examples_fit_eighty_columns() {
    assertThat(commands().flatMap(command -> print(terminal(80), command, "--help").lines()))
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
  }

  @Test
  void options_are_shown_as_they_are_typed() {
    assertThat(print(terminal(80), "load", "--help").lines())
        .anyMatch(line -> line.matches("  -D KEY=VALUE +Set a key.*"))
        .anyMatch(line -> line.startsWith("      --create FILE       JSON file"));
  }

  @Test
  void required_options_are_marked_and_come_first() {
    assertThat(print(terminal(80), "table", "--help").lines().skip(3).limit(4))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("Options (* is required):"),
            line -> assertThat(line).startsWith("*     --table NAME"),
            line -> assertThat(line).startsWith("*     --mapping FILE"),
            line -> assertThat(line).startsWith("*     --index NAME"));
  }

  @Test
  void colours_are_for_terminals_that_have_not_refused_them() {
    assertThat(print(Terminal.of(Map.of("COLUMNS", "80")::get, true), "help")).contains(ESCAPE);
    assertThat(
            Stream.of(
                Terminal.of(Map.of("COLUMNS", "80")::get, false),
                Terminal.of(Map.of("COLUMNS", "80", "NO_COLOR", "1")::get, true),
                Terminal.of(Map.of("COLUMNS", "80", "TERM", "dumb")::get, true)))
        .allSatisfy(plain -> assertThat(print(plain, "help")).doesNotContain(ESCAPE));
  }
}
