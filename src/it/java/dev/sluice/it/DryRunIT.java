package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dry runs of the loading commands: all the work, and nothing that the cluster notices. */
@Timeout(120)
final class DryRunIT {

  @TempDir Path dir;

  private final ElasticsearchServer server = ElasticsearchServer.shared();
  private Index index;

  @BeforeEach
  void index() {
    index = server.index("dry");
  }

  @AfterEach
  void drop() {
    index.close();
  }

  private CommandLine run(String command, String... more) {
    List<String> args = new ArrayList<>(List.of(command, "--nodes", server.url(), "--dry-run"));
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("job")));
    args.addAll(List.of(more));
    return sluice(args.toArray(new String[0]));
  }

  /** Changes with every index, setting, mapping and alias, and with every document. */
  private String traces() {
    return server.rest().get("/_cluster/state/version?filter_path=version")
        + server.rest().get("/_stats/indexing?filter_path=_all.total.indexing.*_total");
  }

  private String rejected() throws IOException {
    return Files.readString(dir.resolve("job/rejected/part-m-00000.ndjson"));
  }

  @Test
  void a_load_is_read_and_counted_and_nothing_changes_on_the_server() throws IOException {
    Path in =
        Files.writeString(dir.resolve("in.json"), "{\"u\":\"a\"}\n{\"u\":\"b\"}\n{\"u\":\n{}\n");
    String before = traces();

    CommandLine load =
        run(
            "load",
            "--input",
            in.toString(),
            "--index",
            index.name(),
            "--id",
            "field:u",
            "--errors-max",
            "2",
            "-D",
            "sluice.index.load-mode=bulk",
            "-D",
            "sluice.index.alias=dry-alias",
            "-D",
            "sluice.errors.index=dry-errors");

    assertThat(load.code()).as(load.out() + load.err()).isEqualTo(1);
    assertThat(load.out())
        .containsPattern("would index +2\n")
        .containsPattern("rejected +2\n")
        .contains("dry run: nothing was sent, and no index was changed");
    assertThat(rejected())
        .contains("\"not_one_json_object\"", "the document has no field")
        .hasLineCount(2);
    assertThat(traces()).isEqualTo(before);
    assertThat(server.rest().status("HEAD", "/" + index.name())).isEqualTo(404);
  }

  @Test
  void a_dry_run_with_too_many_bad_records_fails_like_the_load() throws IOException {
    Path in = Files.writeString(dir.resolve("in.json"), "{\"u\":\"a\"}\nnot json\n");
    String before = traces();

    CommandLine load = run("load", "--input", in.toString(), "--index", index.name());

    assertThat(load.code()).isEqualTo(3);
    assertThat(load.err())
        .contains("1 of 2 documents were rejected", "rejected docs: ", "nothing was sent");
    assertThat(load.out()).containsPattern("read +2\n").containsPattern("rejected +1\n");
    assertThat(traces()).isEqualTo(before);
  }

  @Test
  void a_copy_and_a_replay_read_their_sources_and_leave_both_sides_alone() throws IOException {
    index.create("{\"mappings\":{\"properties\":{\"n\":{\"type\":\"integer\"}}}}");
    server.rest().put("/" + index.name() + "/_doc/1?refresh=true", "{\"n\":1}");
    Path envelopes = Files.createDirectories(dir.resolve("old/rejected"));
    Files.writeString(
        envelopes.resolve("part-m-00000.ndjson"),
        "{\"_index\":\"%s\",\"_id\":\"2\",\"_op\":\"index\",\"_source\":{\"n\":2}}%n"
            .formatted(index.name()));
    Files.createFile(dir.resolve("old/_SUCCESS"));
    String before = traces();

    CommandLine copy = run("reindex", "--from", index.name(), "--to", "dry-copy");
    dir.resolve("job").toFile().renameTo(dir.resolve("copied").toFile());
    CommandLine replay = run("replay", "--input", dir.resolve("old").toString());

    assertThat(copy.code()).as(copy.out() + copy.err()).isZero();
    assertThat(copy.out()).containsPattern("would index +1\n");
    assertThat(replay.code()).as(replay.out() + replay.err()).isZero();
    assertThat(replay.out()).containsPattern("would index +1\n");
    assertThat(traces()).isEqualTo(before);
  }

  @Test
  void the_summary_is_one_json_object_and_all_else_goes_to_standard_error() throws IOException {
    Path in = Files.writeString(dir.resolve("in.json"), "{\"u\":\"a\"}\n{\"u\":\"b\"}\n");

    CommandLine done =
        run("load", "--input", in.toString(), "--index", index.name(), "--summary", "json");
    CommandLine failed =
        run("load", "--input", dir.resolve("no").toString(), "--index", "x", "--summary=json");
    CommandLine mistaken = sluice("load", "--no-such-option", "--summary", "json");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out())
        .startsWith("{\"command\":\"load\",\"state\":\"done\",\"exit_code\":0,\"job\":\"job_")
        .contains("\"target\":\"" + index.name() + "\",\"read\":2,\"would_index\":2,\"rejected\":0")
        .hasLineCount(1);
    assertThat(done.err()).contains("would index");
    assertThat(failed.out())
        .startsWith("{\"command\":\"load\",\"state\":\"refused\",\"exit_code\":2,\"error\":\"")
        .hasLineCount(1);
    assertThat(mistaken.out())
        .startsWith("{\"command\":\"load\",\"state\":\"refused\",\"exit_code\":2,\"error\":\"")
        .hasLineCount(1);
  }
}
