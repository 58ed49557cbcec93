package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code repair} and {@code verify --repair}, with a real table and index. */
@Timeout(120)
final class RepairCommandIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final HBaseCluster HBASE = HBaseCluster.shared();
  private static final String TABLE = "repaired";
  private static final long VERSION = 1_700_000_000_000L;

  @TempDir Path dir;

  private Index index;
  private Table table;
  private List<String> source;
  private int runs;

  /** Loads five rows, then damages the index in each way. */
  @BeforeEach
  void damage() throws IOException {
    Path mapping = Files.writeString(dir.resolve("m"), "_version = ts max\nt = p:t\n", UTF_8);
    table = HBASE.create(TABLE, null, "p");
    for (String key : List.of("a", "different", "missing", "newer", "z")) {
      table.put(
          new Put(Bytes.toBytes(key))
              .addColumn(Bytes.toBytes("p"), Bytes.toBytes("t"), VERSION, Bytes.toBytes(key)));
    }
    index = SERVER.index(TABLE);
    source = new ArrayList<>(List.of("--table", TABLE, "--mapping", mapping.toString()));
    source.addAll(List.of("--index", index.name(), "--nodes", SERVER.url()));
    source.addAll(HBASE.options());
    CommandLine loaded = run("table", source);
    assertThat(loaded.code()).as(loaded.err()).isZero();
    // With the version, because a newer delete is not overwritten within index.gc_deletes.
    SERVER.rest().delete(path("missing", VERSION));
    put("different", VERSION, "{\"t\":\"damaged\"}");
    put("newer", VERSION + 1, "{\"t\":\"newer\",\"more\":1}");
    put("extra", 1, "{\"t\":\"of no row\"}");
    SERVER.rest().post("/" + index.name() + "/_refresh", "");
  }

  @AfterEach
  void drop() throws IOException {
    index.close();
    table.close();
  }

  private void put(String id, long version, String document) {
    SERVER.rest().put(path(id, version), document);
  }

  private String path(String id, long version) {
    return "/" + index.name() + "/_doc/" + id + "?version_type=external_gte&version=" + version;
  }

  private CommandLine run(String command, List<String> options, String... more) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(options);
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("job-" + runs++)));
    args.addAll(List.of(more));
    return sluice(args.toArray(String[]::new));
  }

  private String verify(String name) {
    String found = dir.resolve(name).toString();
    CommandLine verified = run("verify", source, "--differences", found);
    assertThat(verified.code()).as(verified.out() + verified.err()).isEqualTo(1);
    assertThat(verified.out())
        .contains("newer                        1")
        .contains("sluice repair --differences file:" + found);
    return found;
  }

  @Test
  void a_repair_writes_what_is_missing_or_different_and_deletes_only_what_it_may() {
    List<String> found = List.of("--differences", verify("found"));

    CommandLine dry = run("repair", found, "--delete", "--max-deletes", "1", "--dry-run");
    Optional<String> damaged = SERVER.rest().source(index.name(), "different");
    CommandLine written = run("repair", found);
    CommandLine refused = run("repair", found, "--delete");
    CommandLine deleted = run("repair", found, "--delete", "--max-deletes", "1");
    CommandLine again = run("verify", source);

    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(dry.out().lines())
        .contains("would index                  2", "would delete                 1");
    assertThat(damaged).hasValue("{\"t\":\"damaged\"}");
    assertThat(written.code()).as(written.err()).isEqualTo(1);
    assertThat(written.out().lines())
        .contains(
            "read                         4",
            "indexed                      2",
            "deleted                      0",
            "newer                        1",
            "not deleted                  1",
            "rejected                     0")
        .anyMatch(line -> line.startsWith("not deleted: ") && line.contains("--delete"));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.complaints())
        .singleElement()
        .asString()
        .contains("(--max-deletes) is 1%, which is 0 of 6 documents", "Nothing was written");
    assertThat(deleted.code()).as(deleted.out() + deleted.err()).isZero();
    assertThat(deleted.out().lines())
        .contains(
            "indexed                      0",
            "deleted                      1",
            "settled                      2",
            "newer                        1");
    assertThat(again.out().lines())
        .contains(
            "same                         4",
            "missing                      0",
            "extra                        0",
            "different                    0",
            "newer                        1");
  }

  @Test
  void one_command_verifies_and_repairs_and_a_scheduler_reads_the_counts_of_both() {
    String[] repair = {"--repair", "--delete", "--max-deletes", "20%", "--summary", "json"};

    CommandLine done = run("verify", source, repair);
    CommandLine again = run("verify", source, repair);

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out())
        .contains("\"command\":\"verify\",\"state\":\"done\",\"exit_code\":0")
        .contains("\"read\":4,\"indexed\":2,\"deleted\":1")
        .contains("\"verify\":{\"same\":2,\"missing\":1,\"extra\":1,\"different\":1,\"newer\":1");
    assertThat(done.err()).doesNotContain("sluice repair");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("\"indexed\":0,\"deleted\":0", "\"newer\":1");
  }

  @Test
  void an_option_overrides_what_the_verify_recorded() {
    List<String> found = List.of("--differences", verify("found"));

    CommandLine elsewhere = run("repair", found, "--nodes", "http://127.0.0.1:1");

    assertThat(elsewhere.code()).isEqualTo(3);
    assertThat(elsewhere.complaints().get(0)).contains("127.0.0.1:1");
  }
}
