package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProgramTest {

  @Test
  void without_options_every_scenario_is_played_at_its_own_size() {
    assertThat(program()).isNotEmpty();
    assertThat(program().stream().map(Scenario::name))
        .doesNotHaveDuplicates()
        .isEqualTo(Scenarios.ALL.stream().map(Scenario::name).toList());
    assertThat(program("--scenario", "local").get(0).documents()).isEqualTo(480_000);
  }

  @Test
  void in_every_scenario_names_tell_the_entrants_apart_and_the_subject_is_one_of_them() {
    for (Scenario scenario : Scenarios.ALL) {
      assertThat(scenario.entrants().stream().map(Entrant::name)).doesNotHaveDuplicates();
      assertThat(scenario.entrants()).contains(scenario.subject());
    }
  }

  @Test
  void what_the_command_line_says_goes_before_what_is_quick() {
    List<Scenario> quick = program("--quick", "--scenario", "local");
    List<Scenario> told =
        program("--quick", "--docs", "77", "--size", "300", "--scenario", "local");

    assertThat(quick.get(0).documents()).isEqualTo(12_000);
    assertThat(told.get(0).documents()).isEqualTo(77);
    assertThat(told.get(0).size()).isEqualTo(300);
  }

  @Test
  void a_warm_up_is_as_many_times_the_smaller_run_as_the_scenario_says() {
    Scenario once = program("--docs", "400", "--scenario", "local").get(0);
    Scenario eightTimes = program("--docs", "400", "--scenario", "server-cost").get(0);

    assertThat(once.warmUpDocuments()).isEqualTo(100);
    assertThat(eightTimes.warmUpDocuments()).isEqualTo(800);
  }

  @Test
  void documents_that_are_not_generated_have_no_size_to_change() {
    assertThat(program("--size", "300", "--scenario", "hbase").get(0).size()).isZero();
  }

  @Test
  void only_those_asked_for_take_part() {
    Scenario scenario = program("--scenario", "local", "--only", "floor,bulk-ingester").get(0);

    assertThat(scenario.entrants().stream().map(Entrant::name))
        .containsExactly("bulk-ingester", "floor");
    assertThat(scenario.subject().name()).isEqualTo("bulk-ingester");
  }

  @Test
  void a_scenario_without_anybody_asked_for_is_left_out() {
    assertThat(program("--only", "sluice-lanes-off").stream().map(Scenario::name))
        .containsExactly("three-nodes");
  }

  @Test
  void names_that_nobody_has_are_refused() {
    assertThatThrownBy(() -> program("--scenario", "locale"))
        .hasMessageStartingWith("there is no scenario locale, only local, wide, ");
    assertThatThrownBy(() -> program("--scenario", "local", "--only", "me"))
        .hasMessage("none of me takes part in a scenario asked for");
  }

  private static List<Scenario> program(String... arguments) {
    BenchOptions options = new BenchOptions();
    new CommandLine(options).parseArgs(arguments);
    return Program.of(options);
  }
}
