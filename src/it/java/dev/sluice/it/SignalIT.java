package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command exits with when it is interrupted. */
final class SignalIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  @TempDir Path dir;

  /** Loads some minutes of documents, ten in a request. */
  private Process load(Index index, String... more) throws IOException {
    Path input = dir.resolve("in.json");
    Files.writeString(
        input,
        IntStream.range(0, 300_000)
            .mapToObj(i -> "{\"n\":" + i + "}\n")
            .collect(Collectors.joining()),
        UTF_8);
    List<String> command = new ArrayList<>();
    // A parent in the background may have left the signal ignored.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-cp", CommandLine.classpath(entry -> true)));
    command.addAll(List.of("dev.sluice.cli.Sluice", "load", "--input", input.toString()));
    command.addAll(List.of("--nodes", SERVER.url(), "--index", index.name()));
    command.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("job")));
    command.addAll(List.of("-D", "sluice.bulk.actions=10", "-D", "sluice.bulk.in-flight=1"));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectOutput(dir.resolve("out").toFile())
        .redirectError(dir.resolve("err").toFile())
        .start();
  }

  private static boolean isLoading(Index index) {
    return SERVER.rest().status("GET", "/" + index + "/_count") == 200 && index.count() > 0;
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void a_command_that_gets_a_signal_kills_its_job_and_exits_with_the_code_of_the_signal(
      String signal, int code) throws Exception {
    try (Index index = SERVER.index("signal")) {
      Process load = load(index);
      try {
        Awaiting.until("the first documents", Duration.ofMinutes(2), () -> isLoading(index));

        new ProcessBuilder("kill", "-" + signal, "" + load.pid()).start().waitFor();

        assertThat(load.waitFor(2, TimeUnit.MINUTES)).isTrue();
      } finally {
        load.destroyForcibly();
      }
      assertThat(load.exitValue()).as(Files.readString(dir.resolve("err"))).isEqualTo(code);
      assertThat(dir.resolve("out"))
          .content()
          .contains("sluice: interrupted: killing job_local", "documents indexed so far stay");
    }
  }

  /** The scratch index of a rehearsal, if it has documents; its name ends with the process. */
  private static String scratch(Process rehearsal) {
    SERVER.rest().post("/sluice-rehearsal-*/_refresh", "");
    return SERVER
        .rest()
        .get("/_cat/indices/sluice-rehearsal-*-" + rehearsal.pid() + "?h=index,docs.count")
        .strip();
  }

  private static boolean isRehearsing(Process rehearsal) {
    return scratch(rehearsal).matches("\\S+ +[1-9]\\d*");
  }

  private static List<String> filesOf(Process rehearsal) {
    Path home = Path.of(System.getProperty("user.home"), ".sluice");
    String[] names =
        home.toFile().list((at, name) -> name.matches("rehearsal-\\d+-" + rehearsal.pid()));
    return names == null ? List.of() : List.of(names);
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void a_rehearsal_that_gets_a_signal_deletes_its_scratch_index_and_its_files(
      String signal, int code) throws Exception {
    try (Index index = SERVER.index("signal")) {
      Process rehearsal = load(index, "--rehearse", "2m");
      try {
        Awaiting.until("documents", Duration.ofMinutes(2), () -> isRehearsing(rehearsal));

        new ProcessBuilder("kill", "-" + signal, "" + rehearsal.pid()).start().waitFor();

        assertThat(rehearsal.waitFor(2, TimeUnit.MINUTES)).isTrue();
      } finally {
        rehearsal.destroyForcibly();
      }
      assertThat(rehearsal.exitValue()).as(Files.readString(dir.resolve("err"))).isEqualTo(code);
      assertThat(scratch(rehearsal)).isEmpty();
      assertThat(filesOf(rehearsal)).isEmpty();
      assertThat(dir.resolve("out")).content().contains("the scratch index of the rehearsal");
    }
  }

  @Test
  void the_check_after_a_rehearsal_that_was_killed_with_sigkill_names_and_removes_its_index()
      throws Exception {
    try (Index index = SERVER.index("signal")) {
      Process rehearsal = load(index, "--rehearse", "2m");
      try {
        Awaiting.until("documents", Duration.ofMinutes(2), () -> isRehearsing(rehearsal));
      } finally {
        rehearsal.destroyForcibly().waitFor();
      }
      String left = scratch(rehearsal).replaceFirst(" .*", "");
      assertThat(left).startsWith("sluice-rehearsal-");

      CommandLine check =
          CommandLine.sluice("check", "--index", index.name(), "--nodes", SERVER.url());

      assertThat(check.out()).contains(left, "removed: it was killed");
      assertThat(scratch(rehearsal)).isEmpty();
      assertThat(filesOf(rehearsal)).isEmpty();
    }
  }
}
