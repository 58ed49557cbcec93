package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Awaiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks, as people who look at a real server see it. */
final class NamedRequestsIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  /** The index waits for a copy that never comes, so that a request can be looked at. */
  private static final String WAITING =
      """
      {"settings":{"number_of_shards":1,"number_of_replicas":0,
       "index.write.wait_for_active_shards":2,
       "index.indexing.slowlog.threshold.index.trace":"0ms"}}
      """;

  private static final Pattern ATTEMPT =
      Pattern.compile(
          "\\[mapreduce] \\[[^\\]]+] \\[load named-[\\w-]+] \\[attempt_\\w+_m_000000_0]");

  @TempDir Path dir;

  @Test
  void the_tasks_api_and_the_slow_log_name_the_job_and_the_attempt() throws Exception {
    Path input = Files.writeString(dir.resolve("one.json"), "{\"n\":1}\n");
    try (Index index = SERVER.index("named").create(WAITING)) {
      CompletableFuture<CommandLine> load =
          CompletableFuture.supplyAsync(() -> load(input, index.name()));

      Awaiting.until(
          "a bulk request with the name of its attempt",
          Duration.ofMinutes(1),
          () -> ATTEMPT.matcher(tasks()).find() || load.isDone());
      assertThat(load).isNotDone();
      SERVER
          .rest()
          .put("/" + index.name() + "/_settings", "{\"index.write.wait_for_active_shards\":1}");

      assertThat(load.get().code()).as(load.get().err()).isZero();
      assertThat(slowLog()).containsPattern(ATTEMPT);
    }
  }

  private CommandLine load(Path input, String index) {
    return sluice(
        "load",
        "--input",
        input.toString(),
        "--index",
        index,
        "--nodes",
        SERVER.url(),
        "-D",
        "sluice.job.dir=" + dir.resolve("job"));
  }

  private static String tasks() {
    return SERVER.rest().get("/_tasks?detailed&actions=indices:data/write/bulk*");
  }

  private static String slowLog() throws IOException {
    Path node = SERVER.nodes().get(0).directory();
    try (Stream<Path> files =
        Stream.concat(Files.list(node.resolve("logs")), Stream.of(node.resolve("output.log")))) {
      List<Path> logs = files.filter(Files::isRegularFile).toList();
      StringBuilder text = new StringBuilder();
      for (Path log : logs) {
        text.append(read(log));
      }
      return text.toString();
    }
  }

  private static String read(Path log) {
    try {
      return log.toString().contains("slowlog") || log.endsWith("output.log")
          ? Files.readString(log)
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
