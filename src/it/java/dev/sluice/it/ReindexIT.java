package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.DocumentTransform;
import dev.sluice.io.DocumentWritable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code reindex}, within one cluster. */
@Timeout(120)
final class ReindexIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  @TempDir Path dir;

  private CommandLine reindex(String from, String to, String job, String... more) {
    List<String> args = new ArrayList<>(List.of("reindex", "--from", from, "--to", to));
    args.addAll(List.of("--nodes", SERVER.url()));
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve(job)));
    args.addAll(List.of(more));
    return sluice(args.toArray(String[]::new));
  }

  private List<Path> ledgers(String job) throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve(job).resolve("_shards"))) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }

  @Test
  void the_copy_is_the_same_index_and_copying_again_does_no_harm() {
    try (Index from = OddDocuments.in(SERVER.index("from"), SERVER.rest());
        Index to = SERVER.index("to").create(OddDocuments.THREE_SHARDS)) {
      String there = SERVER.url() + "/" + to.name();

      CommandLine first = reindex(SERVER.url() + "/" + from.name(), there, "1");
      List<String> documents = OddDocuments.of(to, SERVER.rest());
      CommandLine second = reindex(SERVER.url() + "/" + from.name(), there, "2");

      assertThat(first.code()).as(first.err()).isZero();
      assertThat(first.out().lines()).contains("total read                  " + OddDocuments.COUNT);
      assertThat(to.count()).isEqualTo(OddDocuments.COUNT);
      assertThat(documents).isEqualTo(OddDocuments.of(from, SERVER.rest()));
      assertThat(second.code()).as(second.err()).isZero();
      assertThat(OddDocuments.of(to, SERVER.rest())).isEqualTo(documents);
    }
  }

  @Test
  void documents_are_spread_over_indices_by_a_field() {
    try (Index from = OddDocuments.in(SERVER.index("from"), SERVER.rest());
        Index to = SERVER.index("tenants")) {
      String query = "{\"exists\":{\"field\":\"tenant\"}}";

      CommandLine done =
          reindex(from.name(), to.name() + "-{}", "1", "--split-by", "tenant", "--query", query);

      assertThat(done.code()).as(done.err()).isZero();
      assertThat(SERVER.rest().ids(to.name() + "-a")).hasSize(21).contains("plain", "d38");
      assertThat(SERVER.rest().ids(to.name() + "-b")).hasSize(21).contains("d1", "d39");
      SERVER.rest().delete("/" + to.name() + "-a," + to.name() + "-b");
    }
  }

  /** Changes every document, leaves out some, and fails at one while a test wants it to. */
  static final class Marking implements DocumentTransform {

    static volatile String failsAt = "";

    @Override
    public Optional<BulkActionWritable> transform(DocumentWritable document) throws IOException {
      if (document.id().equals(failsAt)) {
        throw new IOException("cannot mark " + document.id());
      }
      if (!document.id().startsWith("d")) {
        return Optional.empty();
      }
      byte[] marked =
          new String(document.source(), StandardCharsets.UTF_8)
              .replace("{", "{\"marked\":true,")
              .getBytes(StandardCharsets.UTF_8);
      return Optional.of(
          BulkActionWritable.copyOf(document).source(marked, 0, marked.length).build());
    }
  }

  @Test
  void a_job_that_failed_is_completed_by_the_shards_that_are_missing() throws IOException {
    try (Index from = OddDocuments.in(SERVER.index("from"), SERVER.rest());
        Index to = SERVER.index("to")) {
      String[] transform = {"--transform", Marking.class.getName(), "--mappers", "1"};
      Marking.failsAt = "d7";

      CommandLine failed = reindex(from.name(), to.name(), "1", transform);
      Marking.failsAt = "";
      int committed = ledgers("1").size();
      CommandLine resumed =
          reindex(
              from.name(),
              to.name(),
              "2",
              Stream.concat(
                      Stream.of(transform), Stream.of("--resume", dir.resolve("1").toString()))
                  .toArray(String[]::new));

      assertThat(failed.code()).isEqualTo(3);
      assertThat(failed.err())
          .contains("cannot mark d7", committed + " shard", "--resume ", dir + "/1");
      assertThat(committed).isEqualTo(2);
      assertThat(resumed.code()).as(resumed.err()).isZero();
      assertThat(ledgers("2")).hasSize(1);
      assertThat(resumed.out().lines())
          .contains("total read                  " + OddDocuments.COUNT)
          .anyMatch(line -> line.startsWith("skipped "))
          .anyMatch(line -> line.startsWith("copied earlier "));
      assertThat(to.count()).isEqualTo(40);
      assertThat(SERVER.rest().source(to.name(), "d7"))
          .contains("{\"marked\":true,\"n\": 7,\"tenant\":\"b\"}");
    }
  }

  @Test
  void another_copy_is_not_taken_for_the_one_that_failed() throws IOException {
    try (Index from = OddDocuments.in(SERVER.index("from"), SERVER.rest());
        Index to = SERVER.index("to")) {
      Marking.failsAt = "d7";
      CommandLine failed =
          reindex(from.name(), to.name(), "1", "--transform", Marking.class.getName());
      Marking.failsAt = "";

      CommandLine other =
          reindex(from.name(), to.name(), "2", "--resume", dir.resolve("1").toString());

      assertThat(failed.code()).isEqualTo(3);
      assertThat(other.code()).isEqualTo(2);
      assertThat(other.complaints())
          .singleElement()
          .satisfies(line -> assertThat(line).contains("use the same query, fields and target"));
    }
  }

  @Test
  void mistakes_are_told_before_anything_is_read() {
    assertThat(reindex("http://es-1:9200", "pages", "1").err())
        .contains("--from is \"http://es-1:9200\" but must be URL/INDEX");
    assertThat(reindex("pages", "pages", "1").err()).contains("are the same index");
    assertThat(reindex("pages", "pages-{}", "1").err()).contains("{} requires --split-by FIELD");
    assertThat(reindex("pages", "pages-2", "1", "--split-by", "tenant").err())
        .contains("put {} where the value goes");
  }

  @Test
  void an_index_is_not_copied_onto_itself_however_its_node_and_name_are_spelled() {
    try (Index pages = OddDocuments.in(SERVER.index("from"), SERVER.rest())) {
      String alias = pages.name() + "-alias";
      SERVER.rest().put("/" + pages.name() + "/_alias/" + alias, "{}");
      String other = SERVER.url().replace("localhost", "127.0.0.1");
      String spelled =
          other.equals(SERVER.url()) ? SERVER.url().replace("127.0.0.1", "localhost") : other;

      for (String from :
          List.of(spelled + "/" + pages.name(), alias, pages.name().substring(0, 6) + "*")) {
        CommandLine done = reindex(from, SERVER.url() + "/" + pages.name(), "1");

        assertThat(done.code()).as(from + done.err()).isEqualTo(2);
        assertThat(done.err()).contains("--from and --to are the same index");
      }
    }
  }

  @Test
  void a_missing_target_is_created_like_its_source_or_it_is_said_that_it_is_not() {
    try (Index from =
            SERVER
                .index("from")
                .create(
                    "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0},"
                        + "\"mappings\":{\"properties\":{\"zip\":{\"type\":\"keyword\"}}}}");
        Index plain = SERVER.index("plain");
        Index like = SERVER.index("like")) {
      SERVER.rest().put("/" + from.name() + "/_doc/1?refresh=true", "{\"zip\":\"01234\"}");

      CommandLine without = reindex(from.name(), plain.name(), "1");
      CommandLine with = reindex(from.name(), like.name(), "2", "--copy-mappings");
      CommandLine again = reindex(from.name(), like.name(), "3", "--copy-mappings");

      assertThat(without.code()).as(without.err()).isZero();
      assertThat(without.out()).contains("does not exist", "use --copy-mappings to copy them");
      assertThat(with.code()).as(with.err()).isZero();
      assertThat(SERVER.rest().get("/" + like.name()))
          .contains("\"zip\":{\"type\":\"keyword\"}", "\"number_of_shards\":\"3\"");
      assertThat(again.code()).as(again.err()).isZero();
      assertThat(again.out()).contains("exists", "--copy-mappings is ignored");
    }
  }
}
