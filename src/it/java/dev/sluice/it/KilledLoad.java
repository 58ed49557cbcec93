package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Awaiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A load in a process of its own, which is killed with SIGKILL when its tasks have checkpoints. */
final class KilledLoad {

  private static final String FIRST = "000001-";

  private KilledLoad() {}

  /**
   * Runs a command until its tasks have stored some checkpoints, and kills it a while later.
   *
   * @param job the directory of its job
   * @param logs for its output
   */
  static void run(List<String> args, Path job, int checkpoints, Duration later, Path logs)
      throws Exception {
    List<String> command = ShortJvm.command();
    command.addAll(List.of("-cp", CommandLine.classpath(entry -> true), "dev.sluice.cli.Sluice"));
    command.addAll(args);
    Path out = logs.resolve(job.getFileName() + ".out");
    Process load =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      Awaiting.until(
          "checkpoints in " + job,
          Duration.ofMinutes(3),
          () -> !load.isAlive() || stored(job.resolve("checkpoints")) >= checkpoints);
      load.waitFor(later.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(load.isAlive()).as(Files.readString(out)).isTrue();
    } finally {
      load.destroyForcibly().waitFor();
    }
  }

  /** Those stored between two records: the first one of a task comes before all records. */
  private static long stored(Path folder) {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(path -> path.getFileName().toString())
          .filter(file -> file.matches("\\d+-attempt.*checkpoint") && !file.startsWith(FIRST))
          .count();
    } catch (IOException | UncheckedIOException e) {
      return 0; // files come and go
    }
  }
}
