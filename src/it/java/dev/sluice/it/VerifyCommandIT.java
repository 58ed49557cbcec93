package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code verify}, with each source and a real index. */
@Timeout(120)
final class VerifyCommandIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final HBaseCluster HBASE = HBaseCluster.shared();

  @TempDir Path dir;

  private int runs;

  private CommandLine run(String command, List<String> more) {
    List<String> args = new ArrayList<>(List.of(command, "--nodes", SERVER.url()));
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("job-" + runs++)));
    args.addAll(more);
    return sluice(args.toArray(String[]::new));
  }

  private CommandLine verify(String... more) {
    return run("verify", List.of(more));
  }

  private static void put(Index index, String id, String source) {
    SERVER.rest().put("/" + index.name() + "/_doc/" + id + "?refresh=true", source);
  }

  @Test
  void files_and_an_index_that_was_loaded_from_them_are_equal_until_a_document_changes()
      throws IOException {
    Path input =
        Files.writeString(dir.resolve("in.json"), "{\"k\":\"a\",\"n\":1}\n{\"k\":\"b\"}\n", UTF_8);
    try (Index index = SERVER.index("verified")) {
      List<String> source =
          List.of("--input", input.toString(), "--id", "field:k", "--index", index.name());
      assertThat(run("load", source).code()).isZero();

      CommandLine equal = run("verify", source);
      put(index, "a", "{\"n\":1.0,\"k\":\"a\"}");
      CommandLine spelled = run("verify", source);
      put(index, "a", "{\"n\":2,\"k\":\"a\"}");
      put(index, "c", "{}");
      CommandLine changed = run("verify", source);

      assertThat(equal.code()).as(equal.err()).isZero();
      assertThat(equal.out().lines())
          .contains("same                         2", "different                    0")
          .noneMatch(line -> line.contains("load these"));
      assertThat(spelled.code()).as(spelled.out() + spelled.complaints()).isZero();
      assertThat(changed.code()).as(changed.err()).isEqualTo(1);
      assertThat(changed.out().lines())
          .contains(
              "same                         1",
              "missing                      0",
              "extra                        1",
              "different                    1",
              "newer                        0",
              "misrouted                    0",
              "unsettled                    0")
          .anyMatch(line -> line.startsWith("  different  a  index " + index.name()))
          .anyMatch(line -> line.startsWith("  extra  c"))
          .anyMatch(line -> line.startsWith("missing, different: load these documents again"));
    }
  }

  @Test
  void a_table_is_compared_under_its_mapping_and_a_scheduler_reads_the_counts() throws IOException {
    Path mapping = Files.writeString(dir.resolve("m"), "_id = key\nt = p:t\n", UTF_8);
    try (Table table = HBASE.create("verified", null, "p");
        Index index = SERVER.index("verified")) {
      for (String key : List.of("a", "b")) {
        table.put(
            new Put(Bytes.toBytes(key))
                .addColumn(Bytes.toBytes("p"), Bytes.toBytes("t"), Bytes.toBytes("x")));
      }
      List<String> source =
          new ArrayList<>(List.of("--table", "verified", "--mapping", mapping.toString()));
      source.addAll(List.of("--index", index.name()));
      source.addAll(HBASE.options());
      assertThat(run("table", source).code()).isZero();
      SERVER.rest().delete("/" + index.name() + "/_doc/b?refresh=true");
      source.addAll(List.of("--summary", "json", "--differences", dir.resolve("found").toString()));

      CommandLine found = run("verify", source);
      CommandLine again = run("verify", source);

      assertThat(found.code()).as(found.err()).isEqualTo(1);
      assertThat(found.out())
          .contains("\"state\":\"done_with_differences\",\"exit_code\":1")
          .contains("\"same\":1,\"missing\":1,\"extra\":0,\"different\":0,\"newer\":0");
      assertThat(dir.resolve("found").resolve("_SUCCESS")).exists();
      assertThat(again.code()).isEqualTo(2);
      assertThat(again.complaints().get(0)).contains("which exists; choose a directory that does");
    }
  }

  @Test
  void a_copy_is_compared_with_the_index_that_it_was_made_of() {
    try (Index from = OddDocuments.in(SERVER.index("from"), SERVER.rest());
        Index to = SERVER.index("to").create(OddDocuments.THREE_SHARDS)) {
      CommandLine copied = run("reindex", List.of("--from", from.name(), "--to", to.name()));
      SERVER.rest().post("/" + to.name() + "/_refresh", "");

      CommandLine equal = verify("--from", from.name(), "--index", to.name());
      CommandLine itself = verify("--from", from.name(), "--index", from.name());

      assertThat(copied.code()).as(copied.err()).isZero();
      assertThat(equal.code()).as(equal.out() + equal.err()).isZero();
      assertThat(equal.out().lines()).contains("same                        " + OddDocuments.COUNT);
      assertThat(itself.code()).isEqualTo(2);
      assertThat(itself.complaints())
          .containsExactly(
              "sluice: --from and --index are the same index: "
                  + from.name()
                  + "; name the source of the copy");
    }
  }

  @Test
  void an_index_or_a_table_that_does_not_exist_is_told_by_name() throws IOException {
    Path input = Files.writeString(dir.resolve("in.json"), "{\"k\":\"a\"}\n", UTF_8);
    Path mapping = Files.writeString(dir.resolve("m"), "_id = key\nt = p:t\n", UTF_8);
    try (Index index = SERVER.index("verified").create("{}")) {
      List<String> table =
          new ArrayList<>(List.of("--table", "nothere", "--mapping", mapping.toString()));
      table.addAll(List.of("--index", index.name()));
      table.addAll(HBASE.options());

      CommandLine noIndex =
          verify("--input", input.toString(), "--id", "field:k", "--index", "nothere");
      CommandLine noTable = run("verify", table);

      assertThat(noIndex.code()).isEqualTo(2);
      assertThat(noIndex.complaints().get(0)).contains("nothere", "does not exist");
      assertThat(noTable.code()).isEqualTo(2);
      assertThat(noTable.complaints().get(0)).contains("nothere");
    }
  }
}
