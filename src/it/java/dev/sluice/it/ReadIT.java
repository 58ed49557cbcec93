package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.DocumentWritable;
import dev.sluice.mapreduce.ReadCounter;
import dev.sluice.mapreduce.ReadJob;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that read indices of a real server, compared with what was put into them. */
class ReadIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final int DOCUMENTS = Integer.getInteger("sluice.read.documents", 4_000);

  @TempDir Path dir;

  /** What was opened is closed, whatever the test did. */
  @AfterEach
  void no_point_in_time_is_left() {
    OpenContexts.none(SERVER.rest());
  }

  private ReadJob job() {
    return ReadJob.in(dir);
  }

  private ReadJob documents() {
    return job().set("sluice.read.value", "document");
  }

  private static Index index(int shards) {
    return SERVER
        .index("read")
        .create(
            "{\"settings\":{\"number_of_shards\":"
                + shards
                + ",\"number_of_replicas\":0,\"refresh_interval\":\"-1\"}}");
  }

  private static void fill(Index index, Map<String, String> sources) {
    Documents.put(SERVER.rest(), index.name(), sources);
  }

  private static Map<String, String> numbered(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(
            Collectors.toMap(
                i -> "id-" + i, i -> "{\"n\":" + i + ",\"text\":\"" + "x".repeat(i % 100) + "\"}"));
  }

  private static Map<String, String> sourcesById(ReadJob job) {
    Map<String, String> found = new HashMap<>();
    for (DocumentWritable document : job.documents()) {
      String before = found.put(document.id(), new String(document.source(), UTF_8));
      assertThat(before).as("read twice: %s", document.id()).isNull();
    }
    return found;
  }

  @ParameterizedTest(name = "{0} shards, {1} streams")
  @CsvSource({"1,1", "1,8", "3,2", "7,3"})
  void every_document_is_read_once_whatever_shards_and_streams(int shards, int streams)
      throws Exception {
    Map<String, String> sources = numbered(DOCUMENTS);
    try (Index index = index(shards)) {
      fill(index, sources);
      ReadJob job =
          documents()
              .set("sluice.read.streams", String.valueOf(streams))
              .set("sluice.read.page.size", "32kb");

      assertThat(job.run(SERVER.url(), index.name())).isTrue();

      assertThat(sourcesById(job)).isEqualTo(sources);
      assertThat(job.count(ReadCounter.READ)).isEqualTo(DOCUMENTS);
      assertThat(job.job().mapProgress()).isEqualTo(1);
    }
  }
}
