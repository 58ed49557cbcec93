package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code verify}, with each source and a real index. */
@Timeout(120)
@Tag("verify")
final class VerifyCommandIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final HBaseCluster HBASE = HBaseCluster.shared();

  private static final byte[] P = Bytes.toBytes("p");

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
          .noneMatch(line -> line.contains("sluice repair"));
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
          .anyMatch(line -> line.matches("different: .*: sluice repair --differences .*"))
          .anyMatch(line -> line.matches("extra: .*: sluice repair .* --delete --force"));
    }
  }

  @Test
  void a_record_that_the_load_would_reject_is_told_with_its_place_and_nothing_is_called_equal()
      throws IOException {
    Path input = Files.writeString(dir.resolve("in.json"), "{\"k\":\"a\"}\n{\"k\":\"b\"}\n", UTF_8);
    try (Index index = SERVER.index("verified")) {
      List<String> source =
          new ArrayList<>(
              List.of("--input", input.toString(), "--id", "field:k", "--index", index.name()));
      assertThat(run("load", source).code()).isZero();
      Files.writeString(input, "{\"k\":\"a\"}\n{\"k\":\"b\"\n", UTF_8);
      SERVER.rest().delete("/" + index.name() + "/_doc/b?refresh=true");
      Path found = dir.resolve("found");
      source.addAll(List.of("--repair", "--differences"));

      CommandLine broken = run("verify", with(source, found.toString()));
      put(index, "a", "{\"k\":\"other\"}");
      CommandLine repaired = run("verify", with(source, dir.resolve("again").toString()));

      assertThat(broken.code()).as(broken.out() + broken.err()).isEqualTo(1);
      assertThat(broken.out().lines())
          .contains("same                         1", "rejected                     1")
          .anyMatch(line -> line.startsWith("rejected docs") && line.endsWith(found + "/rejected"))
          .anyMatch(line -> line.matches("  rejected  not_one_json_object: .*in.json, line at .*"));
      assertThat(found.resolve("rejected")).isDirectoryContaining("glob:**.ndjson");
      assertThat(repaired.code()).as(repaired.out() + repaired.err()).isEqualTo(1);
      assertThat(repaired.out().lines()).contains("indexed                      1");
    }
  }

  private static List<String> with(List<String> options, String more) {
    List<String> all = new ArrayList<>(options);
    all.add(more);
    return all;
  }

  @Test
  void ids_that_are_on_no_side_of_the_other_are_not_offered_for_repair() throws IOException {
    Path input = Files.writeString(dir.resolve("in.json"), "{\"k\":\"a\",\"n\":\"1\"}\n", UTF_8);
    try (Index index = SERVER.index("verified")) {
      List<String> load = List.of("--input", input.toString(), "--index", index.name(), "--id");
      assertThat(run("load", with(load, "field:k")).code()).isZero();

      CommandLine wrong = run("verify", with(load, "field:n"));

      assertThat(wrong.code()).isEqualTo(1);
      assertThat(wrong.out().lines())
          .anyMatch(line -> line.startsWith("no id of the source is in the index: check --id"))
          .noneMatch(line -> line.contains("sluice repair"));
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

  private List<String> table(String name, String mapping, Index index) throws IOException {
    Path file = Files.writeString(dir.resolve("mapping-" + runs), mapping, UTF_8);
    List<String> source = new ArrayList<>(List.of("--table", name, "--mapping", file.toString()));
    source.addAll(List.of("--index", index.name()));
    source.addAll(HBASE.options());
    return source;
  }

  private static List<String> warnings(CommandLine done) {
    return done.out().lines().filter(line -> line.startsWith("warning: ")).toList();
  }

  @Test
  void another_mapping_than_that_of_the_load_is_one_warning_that_names_both() throws IOException {
    String wide = "t = p:t\nu = p:u\n";
    try (Table rows = HBASE.create("remapped", null, "p");
        Index index = SERVER.index("verified");
        Index copy = SERVER.index("copy").create("{}")) {
      rows.put(new Put(Bytes.toBytes("a")).addColumn(P, Bytes.toBytes("t"), Bytes.toBytes("x")));
      rows.put(new Put(Bytes.toBytes("b")).addColumn(P, Bytes.toBytes("u"), Bytes.toBytes("x")));
      assertThat(run("table", table("remapped", wide, index)).code()).isZero();
      assertThat(run("table", table("remapped", "u = p:u\n", copy)).code()).isZero();

      CommandLine same = run("verify", table("remapped", "u=p:u\n", copy));
      CommandLine other = run("verify", table("remapped", "u = p:u\n", index));
      CommandLine indices = verify("--from", copy.name(), "--index", index.name());

      assertThat(same.code()).as(same.out() + same.err()).isZero();
      assertThat(warnings(same)).isEmpty();
      assertThat(other.code()).as(other.err()).isEqualTo(1);
      assertThat(other.out().lines()).contains("same                         1");
      String load = "table remapped with mapping [0-9a-f]{16} at \\S+Z";
      assertThat(warnings(other))
          .singleElement()
          .asString()
          .matches(
              "warning: index "
                  + index.name()
                  + " was last loaded from "
                  + load
                  + ", but the given mapping is [0-9a-f]{16}: give the mapping of the load, or"
                  + " expect a difference in each document");
      assertThat(warnings(indices))
          .singleElement()
          .asString()
          .matches(
              "warning: the indices were loaded with different mappings: "
                  + copy.name()
                  + (" from " + load + ", ")
                  + index.name()
                  + (" from " + load + ": expect a difference in each document"));
    }
  }

  @Test
  void changes_alone_are_not_compared_with_an_index() throws IOException {
    try (Table rows = HBASE.create("changes", null, "p");
        Index index = SERVER.index("verified").create("{}");
        Index from = SERVER.index("from").create("{}")) {
      List<String> source = table("changes", "t = p:t\n", index);
      source.addAll(List.of("-D", "sluice.hbase.since=2h"));

      CommandLine table = run("verify", source);
      CommandLine copy =
          verify("--from", from.name(), "--index", index.name(), "-D", "sluice.copy.since=last");

      assertThat(List.of(table.code(), copy.code())).containsExactly(2, 2);
      assertThat(table.complaints())
          .containsExactly(
              "sluice: sluice.hbase.since cannot be combined with a comparison, which needs all"
                  + " rows: remove it");
      assertThat(copy.complaints())
          .containsExactly(
              "sluice: sluice.copy.since cannot be combined with a comparison, which needs all"
                  + " documents: remove it");
      assertThat(rows.exists(new Get(Bytes.toBytes("a")))).isFalse();
    }
  }
}
