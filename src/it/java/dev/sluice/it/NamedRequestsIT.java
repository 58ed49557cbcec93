package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Awaiting;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who asks, as people who look at a real server see it. Elasticsearch's slow log of searches has
 * the header; that of indexing has no field for it.
 */
final class NamedRequestsIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  /** The index waits for a copy that never comes, so that a request can be looked at. */
  private static final String WAITING =
      """
      {"settings":{"number_of_shards":1,"number_of_replicas":1,
       "index.write.wait_for_active_shards":2,
       "index.search.slowlog.threshold.query.trace":"0ms"}}
      """;

  @TempDir Path dir;

  @Test
  void the_tasks_api_and_the_slow_log_name_the_job_and_the_attempt() throws Exception {
    Path input = Files.writeString(dir.resolve("one.json"), "{\"n\":1}\n");
    try (Index index = SERVER.index("named")) {
      SERVER.rest().put("/" + index + "?wait_for_active_shards=1", WAITING);
      CompletableFuture<CommandLine> load =
          CompletableFuture.supplyAsync(() -> load(input, index.name()));

      Awaiting.until(
          "a bulk request with the name of its attempt",
          Duration.ofMinutes(1),
          () -> attempt("load " + index).matcher(tasks()).find() || load.isDone());
      assertThat(load).isNotDone();
      SERVER
          .rest()
          .put("/" + index.name() + "/_settings", "{\"index.write.wait_for_active_shards\":1}");

      assertThat(load.get().code()).as(load.get().err()).isZero();
      CommandLine dump =
          sluice(
              "dump",
              "--index",
              index.name(),
              "--output",
              dir.resolve("out").toString(),
              "--nodes",
              SERVER.url());
      assertThat(dump.code()).as(dump.err()).isZero();
      assertThat(slowLog()).containsPattern(attempt("dump " + index));
    }
  }

  private static Pattern attempt(String job) {
    return Pattern.compile("\\[mapreduce] \\[[^\\]]+] \\[" + job + "] \\[attempt_\\w+_m_000000_0]");
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
        "sluice.http.timeout=8s",
        "-D",
        "sluice.job.dir=" + dir.resolve("job"));
  }

  private static String tasks() {
    return SERVER.rest().get("/_tasks?detailed&actions=indices:data/write/bulk*");
  }

  private static String slowLog() throws IOException {
    Path logs = SERVER.nodes().get(0).directory().resolve("logs");
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(logs, "*_index_search_slowlog.json")) {
      StringBuilder text = new StringBuilder();
      for (Path log : files) {
        text.append(Files.readString(log));
      }
      return text.toString();
    }
  }
}
