package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.run.CommandResult;
import dev.sluice.cli.run.Terminal;
import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SluiceTest {

  @TempDir Path dir;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine line =
        Sluice.commandLine(Ticker.system(), Terminal.ofProcess(), new CommandResult(), args);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(args);
  }

  @Test
  void help_shows_commands_and_examples() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("table", "load", "settings", "Examples:", "Exit codes:");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void each_command_has_help_of_its_own() {
    assertThat(run("load", "--help")).isZero();
    assertThat(run("table", "--help")).isZero();
    assertThat(out.toString()).contains("sluice load --input", "sluice table --table");
  }

  @Test
  void the_completion_of_bash_knows_commands_and_options() {
    assertThat(run("generate-completion")).isZero();
    assertThat(out.toString()).contains("complete -F _complete_sluice", "'--mapping'", "reindex");
  }

  @Test
  void no_command_is_a_mistake_and_prints_help() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Examples:");
  }

  @Test
  void a_definition_without_a_value_is_a_mistake() {
    assertThat(run("load", "--input", "x", "--index", "y", "-D", "novalue")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("sluice: -D novalue must have the form -D KEY=VALUE");
  }

  @Test
  void an_id_rule_that_lines_cannot_have_is_a_mistake() {
    assertThat(run("load", "--input", "x", "--index", "y", "--id", "key")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("sluice: --id is \"key\" but must be none, input or field:NAME");
  }

  @Test
  void a_row_key_that_is_not_what_it_should_be_is_a_mistake() {
    assertThat(run("route", "--index", "y", "--key-as", "hex", "0g")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("sluice: invalid row key: not hexadecimal (two digits for each byte): 0g");
    assertThat(run("route", "--index", "y")).isEqualTo(2);
    assertThat(err.toString()).contains("missing required argument KEY");
  }

  @Test
  void auto_mappers_are_for_tables() throws IOException {
    String mapping = Files.writeString(dir.resolve("m"), "a = f:a").toString();

    assertThat(run("load", "--input", "x", "--index", "y", "--mappers", "auto")).isEqualTo(2);
    assertThat(err.toString()).contains("must be a whole number");
    err.getBuffer().setLength(0);
    assertThat(
            run("table", "--table", "t", "--index", "y", "--mapping", mapping, "--mappers", "many"))
        .isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "sluice: sluice.hbase.mappers is \"many\" but must be a whole number from 1 to 100000,"
                + " or auto");
  }

  @Test
  void settings_are_printed_for_people_and_for_pages() {
    assertThat(run("settings")).isZero();
    assertThat(out.toString()).contains("sluice.bulk.size  (size, default 5mb)");
    out.getBuffer().setLength(0);

    assertThat(run("settings", "--markdown", "--common")).isZero();
    assertThat(out.toString()).startsWith("| Key | Default | Meaning |");
  }

  @Test
  void a_trace_is_shown_only_on_demand() {
    run("load", "--input", "x", "--index", "y", "-D", "novalue", "-X");

    assertThat(err.toString()).contains("ConfigException", "\tat ");
  }
}
