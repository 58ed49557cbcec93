package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Command lines that repair nothing. */
class RepairCommandTest {

  @TempDir Path dir;

  private static List<String> complaints(String... args) {
    StringWriter err = new StringWriter();
    CommandLine line = Sluice.commandLine(Ticker.system());
    line.setErr(new PrintWriter(err));
    assertThat(line.execute(args)).isEqualTo(2);
    return err.toString().lines().toList();
  }

  private static List<String> repair(String differences, String... more) {
    return complaints(
        Stream.concat(Stream.of("repair", "--differences", differences), Stream.of(more))
            .toArray(String[]::new));
  }

  private static List<String> verify(String... more) {
    return complaints(
        Stream.concat(Stream.of("verify", "--index", "i", "--input", "x"), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void a_directory_that_does_not_exist_or_has_no_differences_is_named() throws IOException {
    Files.writeString(dir.resolve("part-r-00000"), "{}\n", UTF_8);

    for (Path each : List.of(dir.resolve("nothere"), dir)) {
      assertThat(repair(each.toString()))
          .singleElement()
          .asString()
          .contains("directory of differences \"file:" + each + "\"", "'sluice verify'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"200%", "few", "-1", "1.5", "%", "1 %", ""})
  void a_maximum_of_deletes_is_a_number_or_a_percentage(String most) {
    assertThat(repair(dir.toString(), "--delete", "--max-deletes", most))
        .singleElement()
        .asString()
        .contains("--max-deletes", "\"" + most + "\"", "a number or a percentage, such as 1%");
  }

  @Test
  void what_a_repair_may_delete_requires_that_it_deletes() {
    assertThat(repair(dir.toString(), "--max-deletes", "5"))
        .containsExactly(
            "sluice: --max-deletes requires --delete: without it, a repair deletes nothing");
    assertThat(repair(dir.toString(), "--force"))
        .containsExactly("sluice: --force requires --delete: without it, a repair deletes nothing");
    assertThat(verify("--repair", "--force"))
        .containsExactly("sluice: --force requires --delete: without it, a repair deletes nothing");
  }

  @Test
  void a_verify_deletes_only_if_it_repairs() {
    for (String[] option :
        List.of(
            new String[] {"--delete"},
            new String[] {"--max-deletes", "5"},
            new String[] {"--force"})) {
      assertThat(verify(option))
          .containsExactly(
              "sluice: "
                  + option[0]
                  + " requires --repair: without it, sluice verify writes and deletes nothing");
    }
  }

  @Test
  void a_mistake_is_reported_before_anything_is_verified() {
    assertThat(verify("--repair", "--delete", "--max-deletes", "all"))
        .singleElement()
        .asString()
        .contains("--max-deletes");
  }
}
