package dev.sluice.it;

import static dev.sluice.it.SideBySide.JDK;
import static dev.sluice.it.SideBySide.THEIR_FLAGS;
import static dev.sluice.it.SideBySide.assertReadAlike;
import static dev.sluice.it.SideBySide.lines;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline that was compiled against opensearch-hadoop, once with its jar and once with ours, on
 * OpenSearch: it writes the same and reads the same.
 */
@EnabledIfSystemProperty(
    named = "sluice.fault.documents",
    matches = "50000") // -Pfull: a second original
final class OpenSearchSideBySideIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.sharedOpenSearch();

  @TempDir static Path temp;

  private static SideBySide both;
  private static CommandLine theirs;
  private static CommandLine ours;

  @BeforeAll
  static void run() throws Exception {
    Path classes = Peer.compileForOpenSearch(Files.createDirectory(temp.resolve("classes")));
    both = new SideBySide(SERVER.url(), classes, temp);
    both.prepare("theirs");
    both.prepare("ours");
    Artists.write(temp);
    theirs =
        both.run(JDK, THEIR_FLAGS, List.of(Peer.openSearch().toString(), Peer.hadoop()), "theirs");
    ours = both.run(JDK, List.of(), List.of(Peer.dropIn().toString(), Peer.hadoop()), "ours");
  }

  @AfterAll
  static void clean() {
    both.clean("theirs");
    both.clean("ours");
  }

  @Test
  void both_run_to_the_end() {
    assertThat(theirs.code()).as(theirs.err()).isZero();
    assertThat(ours.code()).as(ours.err()).isZero();
  }

  @Test
  void every_document_has_the_same_bytes_id_routing_and_version() {
    assertThat(both.indices("ours")).hasSizeGreaterThan(20).isEqualTo(both.indices("theirs"));
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
    for (String beginning : List.of("bytes\t", "back\t", "text\t")) {
      assertThat(lines(ours, beginning)).isNotEmpty().isEqualTo(lines(theirs, beginning));
    }
  }

  @Test
  void beside_the_original_it_refuses_to_run_and_names_both_jars() throws Exception {
    CommandLine run =
        both.run(
            JDK,
            THEIR_FLAGS,
            List.of(Peer.dropIn().toString(), Peer.openSearch().toString(), Peer.hadoop()),
            "beside",
            "one");

    assertThat(run.code()).isNotZero();
    assertThat(run.err())
        .contains("opensearch-hadoop (", Peer.openSearch().toString(), Peer.dropIn().toString());
    assertThat(SERVER.rest().status("HEAD", "/beside")).isEqualTo(404);
  }
}
