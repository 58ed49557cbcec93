package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rejected documents on their way back: rejected, mended, replayed, nothing left. */
@Timeout(120)
final class ReplayIT {

  private static final String STRICT =
      "{\"mappings\":{\"properties\":{\"n\":{\"type\":\"integer\"}}}}";

  @TempDir Path dir;

  private final ElasticsearchServer server = ElasticsearchServer.shared();

  private CommandLine run(String command, Path input, String job, String... more) {
    List<String> args = new ArrayList<>(List.of(command, "--input", input.toString()));
    args.addAll(List.of("--nodes", server.url(), "-D", "sluice.job.dir=" + dir.resolve(job)));
    args.addAll(List.of(more));
    return sluice(args.toArray(new String[0]));
  }

  private Path documents(String... lines) throws IOException {
    return Files.writeString(dir.resolve("in.json"), String.join("\n", lines) + "\n");
  }

  @Test
  void rejected_documents_are_replayed_into_an_index_that_takes_them_and_nothing_is_left()
      throws IOException {
    try (Index strict = server.index("strict").create(STRICT);
        Index mended = server.index("mended")) {
      Path in =
          documents(
              "{\"u\":\"a\",\"n\":1}", "{\"u\":\"b\",\"n\": \"x\" }", "{\"u\":\"c\",\"n\":\"y\"}");
      CommandLine load =
          run("load", in, "1", "--index", strict.name(), "--id", "field:u", "--errors-max", "2");
      assertThat(load.code()).as(load.err()).isEqualTo(1);

      CommandLine replay = run("replay", dir.resolve("1"), "2", "--index", mended.name());

      assertThat(replay.code()).as(replay.err()).isZero();
      assertThat(mended.ids()).containsExactly("b", "c");
      assertThat(server.rest().source(mended.name(), "b")).contains("{\"u\":\"b\",\"n\": \"x\" }");
      assertThat(dir.resolve("2").resolve("rejected")).doesNotExist();
    }
  }

  @Test
  void lines_mended_by_hand_go_where_they_were_meant_to_and_again_does_no_harm()
      throws IOException {
    try (Index index = server.index("strict").create(STRICT)) {
      Path in = documents("{\"u\":\"a\",\"n\":\"x\"}", "{\"u\":\"b\",\"n\":2}", "{\"n\":3}");
      run("load", in, "1", "--index", index.name(), "--id", "field:u", "--errors-max", "2");
      Path rejected = dir.resolve("1/rejected/part-m-00000.ndjson");
      Path mended = Files.createDirectories(dir.resolve("mended")).resolve("a.ndjson");
      Files.writeString(mended, Files.readString(rejected).replace("\"n\":\"x\"", "\"n\":7"));

      CommandLine first = run("replay", mended.getParent(), "2", "--errors-max", "1");
      CommandLine second = run("replay", mended.getParent(), "3", "--errors-max", "1");
      CommandLine named =
          run("replay", mended.getParent(), "4", "--id", "field:n", "--errors-max", "1");

      assertThat(first.code()).as(first.err()).isEqualTo(1);
      assertThat(second.code()).as(second.err()).isEqualTo(1);
      assertThat(named.code()).as(named.err()).isZero();
      assertThat(index.ids()).containsExactly("3", "a", "b");
      assertThat(server.rest().source(index.name(), "a")).contains("{\"u\":\"a\",\"n\":7}");
      assertThat(Files.readString(dir.resolve("2/rejected/part-m-00000.ndjson")))
          .contains("\"no_id\"", "a.ndjson, line at byte ", "\"_source\":{\"n\":3}");
    }
  }

  @Test
  void lines_that_became_documents_get_the_ids_of_their_load_however_often_they_are_replayed()
      throws IOException {
    try (Index index = server.index("broken")) {
      Path in = documents("{\"u\":\"a\"}", "{\"u\":\"b\",");
      run("load", in, "1", "--index", index.name(), "--id", "field:u", "--errors-max", "1");
      Path rejected = dir.resolve("1/rejected/part-m-00000.ndjson");
      String found = Files.readString(rejected);
      assertThat(found).contains("\"not_one_json_object\"").doesNotContain("\"_id\"");
      String mended = found.replace("\"{\\\"u\\\":\\\"b\\\",\"", "{\"u\":\"b\"}");
      Files.deleteIfExists(dir.resolve("1/rejected/.part-m-00000.ndjson.crc"));
      Files.writeString(rejected, mended);
      Path copy = Files.writeString(dir.resolve("copy.ndjson"), mended);

      CommandLine copied = run("replay", copy, "2", "--errors-max", "1");
      CommandLine first = run("replay", dir.resolve("1"), "3");
      CommandLine second = run("replay", rejected, "4");
      CommandLine named = run("replay", copy, "5", "--id", "field:u");

      assertThat(copied.code()).as(copied.out() + copied.err()).isEqualTo(1);
      assertThat(Files.readString(dir.resolve("2/rejected/part-m-00000.ndjson")))
          .contains("\"no_id\"", "--id field:NAME");
      for (CommandLine each : List.of(first, second, named)) {
        assertThat(each.code()).as(each.out() + each.err()).isZero();
      }
      assertThat(index.ids()).containsExactly("a", "b");
    }
  }

  @Test
  void a_document_without_the_field_of_its_index_is_replayed_once_it_has_it() throws IOException {
    try (Index one = server.index("tenant");
        Index other = server.index("tenant")) {
      String prefix = one.name().substring(0, one.name().lastIndexOf('-') + 1);
      String pattern = prefix + "{tenant}";
      String tenant = one.name().substring(prefix.length());
      String late = other.name().substring(prefix.length());
      Path in = documents("{\"u\":\"a\",\"tenant\":\"" + tenant + "\"}", "{\"u\":\"b\"}");
      CommandLine load =
          run("load", in, "1", "--index", pattern, "--id", "field:u", "--errors-max", "1");
      assertThat(load.code()).as(load.err()).isEqualTo(1);
      Path rejected = dir.resolve("1/rejected/part-m-00000.ndjson");
      assertThat(Files.readString(rejected))
          .contains("\"_index\":\"" + pattern + "\",\"_id\":\"b\"");

      CommandLine early = run("replay", rejected, "2", "--errors-max", "1");
      Path mended = Files.createDirectories(dir.resolve("mended")).resolve("a.ndjson");
      String found = Files.readString(dir.resolve("2/rejected/part-m-00000.ndjson"));
      String given = "{\"u\":\"b\",\"tenant\":\"" + late + "\"}";
      Files.writeString(mended, found.replace("{\"u\":\"b\"}", given));
      CommandLine replay = run("replay", mended.getParent(), "3");

      assertThat(early.code()).as(early.err()).isEqualTo(1);
      assertThat(replay.code()).as(replay.err()).isZero();
      assertThat(one.ids()).containsExactly("a");
      assertThat(other.ids()).containsExactly("b");
    }
  }

  @Test
  void a_job_without_rejected_documents_leaves_nothing_to_replay() throws IOException {
    try (Index index = server.index("clean")) {
      run("load", documents("{\"n\":1}"), "1", "--index", index.name());
      Files.createDirectories(dir.resolve("1/rejected"));

      CommandLine replay = run("replay", dir.resolve("1"), "2");

      assertThat(replay.code()).as(replay.err()).isZero();
      assertThat(replay.out()).contains("nothing to replay: no rejected document in file:");
    }
  }

  @Test
  void what_failed_attempts_had_rejected_is_not_replayed() throws IOException {
    try (Index index = server.index("strict").create(STRICT)) {
      run("load", documents("{\"n\":\"x\"}"), "1", "--index", index.name());
      assertThat(dir.resolve("1/failed")).isNotEmptyDirectory();

      CommandLine replay = run("replay", dir.resolve("1/failed"), "2");

      assertThat(replay.code()).isEqualTo(2);
      assertThat(replay.complaints())
          .singleElement()
          .asString()
          .contains("only rejected/ can be replayed");
    }
  }

  @Test
  void after_a_job_that_failed_its_rejected_documents_are_replayed_and_overwrite_nothing_newer()
      throws IOException {
    try (Index strict = server.index("strict").create(STRICT);
        Index mended = server.index("mended")) {
      Path in = documents("{\"u\":\"a\",\"n\":\"x\"}", "{\"u\":\"b\",\"n\":\"y\"}");
      CommandLine load =
          run("load", in, "1", "--index", strict.name(), "--id", "field:u", "--errors-max", "1");
      assertThat(load.code()).as(load.err()).isEqualTo(3);
      assertThat(load.err())
          .contains("rejected docs: file:" + dir.resolve("1/rejected"))
          .contains("(to send them again: sluice replay --input file:" + dir.resolve("1") + ")");
      Path newer = documents("{\"u\":\"a\",\"newer\":1}");
      run("load", newer, "2", "--index", mended.name(), "--id", "field:u");

      List<String> more = List.of("--index", mended.name(), "--errors-max", "1");
      CommandLine first = run("replay", dir.resolve("1"), "3", more.toArray(new String[0]));
      CommandLine second = run("replay", dir.resolve("1"), "4", more.toArray(new String[0]));

      assertThat(first.code()).as(first.err()).isEqualTo(1);
      assertThat(first.out())
          .contains("the job failed or is still running. Documents that are not in rejected/")
          .contains("indexed                      1", "rejected                     1");
      assertThat(mended.ids()).containsExactly("a", "b");
      assertThat(server.rest().source(mended.name(), "a")).contains("{\"u\":\"a\",\"newer\":1}");
      assertThat(second.code()).as(second.err()).isEqualTo(1);
      assertThat(second.out()).contains("already there                1");
    }
  }

  @Test
  void a_job_directory_without_rejected_has_nothing_to_replay() throws IOException {
    try (Index index = server.index("clean")) {
      run("load", documents("{\"n\":1}"), "1", "--index", index.name());

      CommandLine replay = run("replay", dir.resolve("1"), "2");

      assertThat(replay.code()).as(replay.err()).isZero();
      assertThat(replay.out())
          .contains("nothing to replay: no rejected document in file:" + dir.resolve("1/rejected"))
          .doesNotContain("the job failed");
      assertThat(index.count()).isEqualTo(1);
    }
  }

  @Test
  void envelopes_are_loaded_into_one_index_and_other_lines_rejected() throws IOException {
    try (Index index = server.index("envelopes")) {
      Path in =
          documents(
              "{\"_index\":\"other\",\"_id\":\"a\",\"_version\":5,\"_source\":{\"n\": 1}}",
              "{\"_id\":\"b\",\"op\":\"create\",\"_source\":{\"n\":2}}",
              "{\"n\":3}");

      CommandLine load =
          run("load", in, "1", "--envelope", "--index", index.name(), "--errors-max", "1");

      assertThat(load.code()).as(load.err()).isEqualTo(1);
      assertThat(index.ids()).containsExactly("a", "b");
      assertThat(server.rest().get("/" + index + "/_doc/a")).contains("\"_version\":5,");
      assertThat(Files.readString(dir.resolve("1/rejected/part-m-00000.ndjson")))
          .contains("\"not_an_envelope\"", "in.json, line at byte ");
    }
  }

  @Test
  void restore_says_what_it_put_back_or_that_there_is_nothing() {
    try (Index index =
        server
            .index("restore")
            .create(
                "{\"settings\":{\"number_of_replicas\":0,\"refresh_interval\":\"-1\"},"
                    + "\"mappings\":{\"_meta\":{\"sluice\":{\"job\":\"job_1_0007\",\"settings\":"
                    + "{\"index.refresh_interval\":null,\"index.number_of_replicas\":\"1\"}}}}}")) {
      CommandLine first = sluice("restore", "--index", index.name(), "--nodes", server.url());
      CommandLine second = sluice("restore", "--index", index.name(), "--nodes", server.url());
      CommandLine none = sluice("restore", "--index", "nosuch", "--nodes", server.url());

      assertThat(first.out())
          .contains("restored the settings of index " + index + " from before job job_1_0007:")
          .contains("  index.refresh_interval = (default)")
          .contains("  index.number_of_replicas = 1");
      assertThat(second.code()).isZero();
      assertThat(second.out())
          .contains("nothing to restore: index " + index + " is not in load mode");
      assertThat(none.code()).isEqualTo(2);
      assertThat(none.err()).contains("index not found: nosuch");
    }
  }
}
