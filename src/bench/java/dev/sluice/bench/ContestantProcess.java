package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.bench.contestant.Measurement;
import dev.sluice.bench.contestant.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A JVM for one run of one contestant, so that nobody profits from the heat of another. Ended by
 * its process id if it takes too long, and when this JVM ends before it.
 */
final class ContestantProcess {

  private static final Duration LIMIT = Duration.ofMinutes(20);

  /** elasticsearch-hadoop does not start without it on Java 17; all get it. */
  private static final String PEERS_NEED = "java.base/java.io=ALL-UNNAMED";

  private final Path output;
  private final Path log;
  private final Optional<Path> recording;

  /**
   * Makes one.
   *
   * @param dir for what it prints and logs
   * @param name of the files there
   * @param profiled whether a recording is one of them
   */
  ContestantProcess(Path dir, String name, boolean profiled) {
    output = dir.resolve(name + ".out");
    log = dir.resolve(name + ".log");
    recording = profiled ? Optional.of(dir.resolve(name + ".jfr")) : Optional.empty();
  }

  /**
   * Runs it to its end.
   *
   * @throws FailedRunException if it failed, or did not end
   */
  Measurement run(Entrant entrant, Map<String, String> keys)
      throws FailedRunException, IOException, InterruptedException {
    Files.createDirectories(log.getParent());
    Process process =
        new ProcessBuilder(command(entrant, keys))
            .redirectOutput(output.toFile())
            .redirectError(log.toFile())
            .start();
    Thread hook = new Thread(process::destroyForcibly, "contestant-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        String how = ended ? "it ended with " + process.exitValue() : "it did not end in " + LIMIT;
        throw new FailedRunException(how + ", see " + log);
      }
      return Measurement.in(Files.readString(output, UTF_8))
          .orElseThrow(() -> new FailedRunException("it measured nothing, see " + output));
    } finally {
      process.destroyForcibly();
      removeHook(hook);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook has run or will find nothing.
    }
  }

  private List<String> command(Entrant entrant, Map<String, String> keys) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(System.getProperty("sluice.test.opens").split(" ")));
    command.addAll(List.of("--add-opens", PEERS_NEED));
    command.add("-Dlog4j.configuration=file:src/bench/resources/contestant-log4j.properties");
    command.add("-Xmx" + entrant.heap());
    recording.ifPresent(
        file -> command.add("-XX:StartFlightRecording=settings=profile,filename=" + file));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Run.class.getName()));
    command.add(entrant.contestant());
    keys.forEach((key, value) -> command.add(key + "=" + value));
    return command;
  }
}
