package dev.sluice.it;

import static dev.sluice.it.SideBySide.JDK;
import static dev.sluice.it.SideBySide.THEIR_FLAGS;
import static dev.sluice.it.SideBySide.assertReadAlike;
import static dev.sluice.it.SideBySide.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline that was compiled against elasticsearch-hadoop, once with its jar and once with ours:
 * it writes the same and reads the same.
 */
final class SideBySideIT {

  @TempDir static Path temp;

  private static ElasticsearchProcess server;
  private static Rest rest;
  private static SideBySide both;
  private static CommandLine theirs;
  private static CommandLine ours;

  @BeforeAll
  static void run() throws Exception {
    server = ElasticsearchProcess.of(Peer.server()).startAlone();
    rest = Rest.at(server.url());
    both =
        new SideBySide(
            server.url(), Peer.compile(Files.createDirectory(temp.resolve("classes"))), temp);
    both.prepare("theirs");
    both.prepare("ours");
    Artists.write(temp);
    theirs =
        both.run(JDK, THEIR_FLAGS, List.of(Peer.original().toString(), Peer.hadoop()), "theirs");
    ours = both.run(JDK, List.of(), List.of(Peer.dropIn().toString(), Peer.hadoop()), "ours");
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void both_run_to_the_end() {
    assertThat(theirs.code()).as(theirs.err()).isZero();
    assertThat(ours.code()).as(ours.err()).isZero();
  }

  @Test
  void both_write_to_the_same_indices() {
    assertThat(both.indices("ours")).hasSizeGreaterThan(20).isEqualTo(both.indices("theirs"));
  }

  @Test
  void every_document_has_the_same_bytes_id_routing_and_version() {
    assertThat(both.documents("ours", "ours")).isEqualTo(both.documents("theirs", "theirs"));
  }

  @Test
  void what_is_read_is_of_the_same_types_and_values_in_the_same_order_of_fields() {
    assertThat(lines(theirs, "read\t")).hasSizeGreaterThan(5_000);
    assertReadAlike(ours, theirs);
  }

  @Test
  void the_counters_of_the_original_count_the_same() {
    assertThat(lines(ours, "counted\t")).isNotEmpty().isEqualTo(lines(theirs, "counted\t"));
  }

  @Test
  void maps_and_arrays_have_the_same_serialised_form() {
    assertThat(lines(ours, "bytes\t")).isNotEmpty().isEqualTo(lines(theirs, "bytes\t"));
    assertThat(lines(ours, "back\t")).isNotEmpty().isEqualTo(lines(theirs, "back\t"));
    assertThat(lines(ours, "text\t")).isNotEmpty().isEqualTo(lines(theirs, "text\t"));
  }

  /** A matrix of versions: only in {@code -Pfull}. */
  @Test
  @EnabledIfSystemProperty(named = "sluice.fault.documents", matches = "50000")
  void it_runs_on_the_newest_Java_with_the_Hadoop_for_it_and_no_flag() throws Exception {
    Optional<Jdk> newest = Jdk.newest().filter(jdk -> jdk.feature() >= 24);
    assumeTrue(newest.isPresent(), "not run: no JDK from 24 on is on this machine");
    both.prepare("newest");

    CommandLine run =
        both.run(
            newest.get().home(),
            List.of(),
            List.of(Peer.dropIn().toString(), Peer.newestHadoop()),
            "newest");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(both.documents("newest", "newest")).isEqualTo(both.documents("theirs", "theirs"));
    assertReadAlike(run, theirs);
  }

  @Test
  void the_documented_command_from_before_the_exchange_runs_with_the_original() throws Exception {
    List<Example> examples =
        Example.marked().stream().filter(one -> one.name().startsWith("pipeline")).toList();
    Example before =
        examples.stream().filter(one -> one.name().endsWith(" before")).findFirst().orElseThrow();
    Path directory = Files.createDirectory(temp.resolve("before"));
    ExampleJars.in(temp.resolve("example-jars"), examples).linkInto(directory);
    Path in = Files.createDirectory(directory.resolve("in"));
    Files.writeString(in.resolve("documents.json"), "{\"a\":1}\n{\"a\":2}\n");

    CommandLine run =
        HadoopOnPath.built(temp.resolve("hadoop"))
            .run(
                directory,
                before.text().replace("es-1:9200", server.url().replace("http://", "")),
                Map.of("HADOOP_CLIENT_OPTS", String.join(" ", THEIR_FLAGS)));

    assertThat(run.code()).as(run.err()).isZero();
    rest.post("/pages/_refresh", "");
    assertThat(rest.count("pages")).isEqualTo(2);
  }

  @Test
  void beside_the_original_it_refuses_to_run_and_names_both_jars() throws Exception {
    CommandLine first =
        both.run(
            JDK,
            THEIR_FLAGS,
            List.of(Peer.dropIn().toString(), Peer.original().toString(), Peer.hadoop()),
            "both",
            "one");
    CommandLine second =
        both.run(
            JDK,
            THEIR_FLAGS,
            List.of(Peer.original().toString(), Peer.dropIn().toString(), Peer.hadoop()),
            "both",
            "one");

    for (CommandLine run : List.of(first, second)) {
      assertThat(run.code()).isNotZero();
      assertThat(run.err()).contains(Peer.original().toString(), Peer.dropIn().toString());
    }
    assertThat(rest.status("HEAD", "/both")).isEqualTo(404);
  }
}
