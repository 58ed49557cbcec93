package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.ReadJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is particular about OpenSearch, on a real one. */
@Timeout(300)
final class OpenSearchIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.sharedOpenSearch();

  @TempDir Path dir;

  @AfterEach
  void no_point_in_time_is_left() {
    OpenContexts.none(SERVER.rest());
  }

  private CommandLine run(String command, String... more) {
    List<String> args = new ArrayList<>(List.of(command, "--nodes", SERVER.url()));
    args.addAll(List.of(more));
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("job-" + command)));
    return sluice(args.toArray(String[]::new));
  }

  private Path lines(String text) throws IOException {
    return Files.writeString(dir.resolve("lines.json"), text);
  }

  @Test
  void what_was_dumped_and_loaded_is_the_same_index() {
    try (Index from = OddDocuments.in(SERVER.index("dumped"), SERVER.rest());
        Index to = SERVER.index("restored").create(OddDocuments.THREE_SHARDS)) {
      String output = dir.resolve("dump").toString();

      CommandLine dumped = run("dump", "--index", from.name(), "--output", output);
      CommandLine loaded = run("load", "--envelope", "--input", output, "--index", to.name());

      assertThat(dumped.code()).as(dumped.err()).isZero();
      assertThat(loaded.code()).as(loaded.err()).isZero();
      assertThat(OddDocuments.of(to, SERVER.rest()))
          .isEqualTo(OddDocuments.of(from, SERVER.rest()));
    }
  }

  @Test
  void a_shard_with_deleted_documents_is_read_once_by_many_slices() throws Exception {
    Map<String, String> sources = new HashMap<>(ReadIT.numbered(ReadIT.DOCUMENTS));
    try (Index index =
        SERVER
            .index("read")
            .create(
                "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":0,"
                    + "\"refresh_interval\":\"-1\"}}")) {
      Documents.put(SERVER.rest(), index.name(), sources);
      for (int third = 0; third < 300; third += 3) {
        SERVER.rest().delete("/" + index + "/_doc/id-" + third);
        sources.remove("id-" + third);
      }
      ReadJob job =
          ReadJob.in(dir)
              .set("sluice.read.value", "document")
              .set("sluice.read.streams", "8")
              .set("sluice.read.page.size", "8kb");

      assertThat(job.run(SERVER.url(), index.name())).isTrue();

      assertThat(ReadIT.sourcesById(job)).isEqualTo(sources);
    }
  }

  @Test
  void a_pipeline_with_real_processors_is_applied_and_a_missing_one_is_refused()
      throws IOException {
    SERVER
        .rest()
        .put(
            "/_ingest/pipeline/marking",
            "{\"processors\":[{\"set\":{\"field\":\"m\",\"value\":1}}]}");
    Path input = lines("{\"id\":\"a\"}\n");
    try (Index index = SERVER.index("piped")) {
      String[] to = {"--input", input.toString(), "--index", index.name(), "--id", "field:id"};

      CommandLine refused = run("load", with(to, "-D", "sluice.pipeline=nowhere"));
      CommandLine done = run("load", with(to, "-D", "sluice.pipeline=marking"));

      assertThat(refused.code()).isEqualTo(3);
      assertThat(refused.err()).contains("no ingest pipeline \"nowhere\"");
      assertThat(done.code()).as(done.err()).isZero();
      assertThat(SERVER.rest().source(index.name(), "a")).hasValue("{\"id\":\"a\",\"m\":1}");
    }
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void load_mode_sets_an_index_for_the_load_and_puts_it_back() throws IOException {
    Path input = lines("{\"n\":1}\n{\"n\":2}\n");
    try (Index index =
        SERVER
            .index("bulk")
            .create(
                "{\"settings\":{\"number_of_shards\":2,\"refresh_interval\":\"7s\","
                    + "\"number_of_replicas\":0}}")) {

      CommandLine done =
          run(
              "load",
              "--input",
              input.toString(),
              "--index",
              index.name(),
              "-D",
              "sluice.index.load-mode=bulk");

      assertThat(done.code()).as(done.err()).isZero();
      assertThat(index.count()).isEqualTo(2);
      assertThat(SERVER.rest().get("/" + index + "/_settings?flat_settings=true"))
          .contains("\"index.refresh_interval\":\"7s\"")
          .doesNotContain("translog");
    }
  }
}
