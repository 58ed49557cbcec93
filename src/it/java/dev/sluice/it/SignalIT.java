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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command exits with when it is interrupted. */
final class SignalIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  @TempDir Path dir;

  /** Loads some minutes of documents, ten in a request. */
  private Process load(Index index) throws IOException {
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
}
