package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The directories of real jobs, as {@code sluice jobs} tells and removes them. */
@Timeout(300)
final class JobsIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  @TempDir Path dir;

  private Path input(String name, int documents, String last) throws IOException {
    String lines =
        IntStream.range(0, documents)
            .mapToObj(i -> "{\"n\":" + i + "}\n")
            .collect(Collectors.joining());
    return Files.writeString(dir.resolve(name), lines + last);
  }

  private List<String> load(Path input, Index index, String job, String... more) {
    List<String> args = new ArrayList<>(List.of("load", "--input", input.toString()));
    args.addAll(List.of("--index", index.name(), "--nodes", SERVER.url()));
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("jobs").resolve(job)));
    args.addAll(List.of(more));
    return args;
  }

  private Process loadElsewhere(Index index) throws IOException {
    List<String> command = ShortJvm.command();
    command.addAll(List.of("-cp", CommandLine.classpath(entry -> true), "dev.sluice.cli.Sluice"));
    command.addAll(
        load(
            input("many.json", 100_000, ""),
            index,
            "killed",
            "-D",
            "sluice.bulk.actions=10",
            "-D",
            "sluice.rate.documents=200"));
    return new ProcessBuilder(command)
        .redirectOutput(dir.resolve("out").toFile())
        .redirectError(dir.resolve("err").toFile())
        .start();
  }

  private CommandLine jobs(String... more) {
    List<String> args = new ArrayList<>(List.of("jobs", dir.resolve("jobs").toString()));
    args.addAll(List.of(more));
    return sluice(args.toArray(new String[0]));
  }

  private static int run(List<String> args) {
    return sluice(args.toArray(new String[0])).code();
  }

  private static void assertLists(CommandLine jobs, String state, String counts, String name) {
    assertThat(jobs.code()).as(jobs.err()).isZero();
    String rest = state.equals("done") ? "" : "  \\(resumable to \\d+ %\\)";
    assertThat(jobs.out().lines())
        .anySatisfy(
            line -> assertThat(line).matches(state + " +.*" + counts + "  .*/" + name + rest));
  }

  @Test
  void jobs_that_are_done_failed_running_and_killed_are_told_apart_and_cleaned() throws Exception {
    try (Index index = SERVER.index("jobs")) {
      Path bad = input("bad.json", 5, "no JSON\n");
      assertThat(run(load(bad, index, "done", "--errors-max", "1"))).isEqualTo(1);
      assertThat(run(load(bad, index, "failed"))).isEqualTo(3);
      Process load = loadElsewhere(index);
      try {
        Path running = dir.resolve("jobs/killed/running");
        Awaiting.until("a record", Duration.ofMinutes(3), () -> Files.exists(running));

        CommandLine kept = jobs("--clean", "0");

        assertThat(kept.out())
            .containsPattern("(?m)^removed .*/done \\(done, \\d+m, 5 indexed, 1 rejected\\)$")
            .containsPattern("(?m)^kept .*/killed \\(running, .*: it is in use$")
            .contains("removed 2 of 3 job directories");
        assertThat(load.isAlive()).isTrue();
      } finally {
        load.destroyForcibly().waitFor();
      }
      assertThat(run(load(bad, index, "done", "--errors-max", "1"))).isEqualTo(1);
      assertThat(run(load(bad, index, "failed"))).isEqualTo(3);

      CommandLine listed = jobs();

      assertLists(listed, "done", "5 +1", "done");
      assertLists(listed, "failed", "0 +\\d", "failed");
      assertLists(listed, "killed", "[1-9]\\d* +0", "killed");
      assertThat(jobs("--clean", "1").out()).contains("removed 0 of 3 job directories");
      assertThat(jobs("--clean", "0").out()).contains("removed 3 of 3 job directories");
      assertThat(dir.resolve("jobs")).isEmptyDirectory();
    }
  }
}
