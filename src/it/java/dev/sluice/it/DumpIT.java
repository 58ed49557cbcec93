package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code dump}, and the way back by {@code load --envelope}. */
@Timeout(120)
final class DumpIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  @TempDir Path dir;

  private CommandLine dump(String index, String... more) {
    List<String> args = new ArrayList<>(List.of("dump", "--nodes", SERVER.url()));
    args.addAll(List.of("--index", index));
    args.addAll(List.of(more));
    return sluice(args.toArray(String[]::new));
  }

  private CommandLine load(String index, String... more) {
    List<String> args = new ArrayList<>(List.of("load", "--envelope", "--nodes", SERVER.url()));
    args.addAll(List.of("--input", output(), "--index", index));
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("job-" + index)));
    args.addAll(List.of(more));
    return sluice(args.toArray(String[]::new));
  }

  private String output() {
    return dir.resolve("dump").toString();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("dump"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("part"))
          .sorted()
          .toList();
    }
  }

  @Test
  void what_was_dumped_and_loaded_is_the_same_index() throws IOException {
    try (Index from = OddDocuments.in(SERVER.index("dumped"), SERVER.rest());
        Index to = SERVER.index("restored").create(OddDocuments.THREE_SHARDS)) {

      CommandLine dumped = dump(from.name(), "--output", output());
      CommandLine loaded = load(to.name());

      assertThat(dumped.code()).as(dumped.err()).isZero();
      assertThat(dumped.out().lines())
          .contains("total                       " + OddDocuments.COUNT)
          .anyMatch(line -> line.startsWith("output ") && line.endsWith(output()));
      assertThat(files())
          .containsExactly(
              "part-m-00000.ndjson.gz", "part-m-00001.ndjson.gz", "part-m-00002.ndjson.gz");
      assertThat(loaded.code()).as(loaded.err()).isZero();
      assertThat(to.count()).isEqualTo(OddDocuments.COUNT);
      assertThat(OddDocuments.of(to, SERVER.rest()))
          .isEqualTo(OddDocuments.of(from, SERVER.rest()));
    }
  }

  @Test
  void a_dump_by_a_committer_of_another_kind_is_whole() throws IOException {
    try (Index from = OddDocuments.in(SERVER.index("dumped"), SERVER.rest())) {
      CommandLine dumped =
          dump(
              from.name(),
              "--output",
              output(),
              "-D",
              "mapreduce.outputcommitter.factory.class=org.apache.hadoop.mapreduce.lib.output"
                  + ".committer.manifest.ManifestCommitterFactory");

      assertThat(dumped.code()).as(dumped.err()).isZero();
      assertThat(dumped.out().lines())
          .contains("total                       " + OddDocuments.COUNT);
      assertThat(dir.resolve("dump/_shards/part-m-00000.json")).exists();
    }
  }

  @Test
  void a_query_and_a_sequence_file() throws IOException {
    try (Index from = OddDocuments.in(SERVER.index("dumped"), SERVER.rest());
        Index to = SERVER.index("restored").create(OddDocuments.THREE_SHARDS)) {

      CommandLine dumped =
          dump(
              from.name(),
              "--output",
              output(),
              "--format",
              "sequence-file",
              "--query",
              "{\"term\":{\"tenant\":\"a\"}}");
      CommandLine loaded = load(to.name(), "--format", "sequence-file");

      assertThat(dumped.code()).as(dumped.err()).isZero();
      assertThat(loaded.code()).as(loaded.err()).isZero();
      assertThat(to.ids()).hasSize(21).contains("plain", "d0", "d38").doesNotContain("d1");
    }
  }

  @Test
  void an_index_that_keeps_no_documents_is_refused_by_name() {
    try (Index sourceless =
        SERVER.index("sourceless").create("{\"mappings\":{\"_source\":{\"enabled\":false}}}")) {

      CommandLine refused = dump(sourceless.name(), "--output", output());

      assertThat(refused.code()).isEqualTo(3);
      assertThat(refused.err()).contains("Index " + sourceless.name() + " stores no documents");
    }
  }

  @Test
  void a_closed_index_behind_an_alias_is_named_with_what_to_do() {
    try (Index open = SERVER.index("open").create("{}");
        Index closed = SERVER.index("closed").create("{}")) {
      String alias = open.name() + "-both";
      SERVER.rest().put("/" + open.name() + "," + closed.name() + "/_alias/" + alias, "{}");
      SERVER.rest().post("/" + closed.name() + "/_close", "");

      CommandLine refused = dump(alias, "--output", output());

      assertThat(refused.code()).isEqualTo(3);
      assertThat(refused.err())
          .contains(alias + " includes closed indices: " + closed.name() + ". Open them (POST /");
    }
  }

  @Test
  void a_dump_that_failed_is_completed_by_what_is_missing() throws IOException {
    try (Index whole = OddDocuments.in(SERVER.index("dumped"), SERVER.rest());
        Index blocked =
            SERVER.index("blocked").create("{\"settings\":{\"index.blocks.read\":true}}")) {
      String both = whole.name() + "," + blocked.name();

      CommandLine failed = dump(both, "--output", output());
      List<String> kept = files();
      SERVER.rest().put("/" + blocked.name() + "/_settings", "{\"index.blocks.read\":null}");
      CommandLine resumed = dump(both, "--resume", output());

      assertThat(failed.code()).isEqualTo(3);
      assertThat(failed.err())
          .contains("cluster_block_exception", "3 shards are already copied", "--resume");
      assertThat(kept).hasSize(3);
      assertThat(resumed.code()).as(resumed.err()).isZero();
      assertThat(resumed.out().lines())
          .contains(
              "read                         0",
              "dumped earlier              " + OddDocuments.COUNT,
              "total                       " + OddDocuments.COUNT);
      assertThat(files()).hasSize(4).containsAll(kept).contains("part2-m-00000.ndjson.gz");
    }
  }

  @Test
  void a_dump_says_where_it_goes_once() {
    CommandLine done = dump("pages");

    assertThat(done.code()).isEqualTo(2);
    assertThat(done.complaints())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("--output DIR", "--resume DIR"));
  }
}
