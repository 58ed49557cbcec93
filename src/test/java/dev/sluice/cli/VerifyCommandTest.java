package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.Ticker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Command lines that compare nothing. */
class VerifyCommandTest {

  private static List<String> complaints(String... options) {
    StringWriter err = new StringWriter();
    CommandLine line = Sluice.commandLine(Ticker.system());
    line.setErr(new PrintWriter(err));
    String[] args =
        Stream.concat(Stream.of("verify", "--index", "pages"), Stream.of(options))
            .toArray(String[]::new);
    assertThat(line.execute(args)).isEqualTo(2);
    return err.toString().lines().toList();
  }

  @Test
  void exactly_one_source_must_be_given() {
    assertThat(complaints())
        .containsExactly(
            "sluice: give exactly one source to compare with --index, but there are none: --table"
                + " with --mapping, --input, or --from");
    assertThat(complaints("--input", "x", "--from", "y"))
        .containsExactly(
            "sluice: give exactly one source to compare with --index, but there are 2: --table"
                + " with --mapping, --input, or --from");
  }

  @Test
  void a_mapping_is_for_a_table_and_a_table_needs_one() {
    assertThat(complaints("--input", "x", "--mapping", "m"))
        .containsExactly(
            "sluice: --mapping is for --table; files and indices have documents already");
    assertThat(complaints("--table", "crawl"))
        .containsExactly("sluice: --table requires --mapping FILE: the mapping of the load");
  }

  @Test
  void a_snapshot_is_refused_because_its_rows_cannot_be_read_by_key() {
    assertThat(complaints("--table", "crawl", "--mapping", "m", "--snapshot", "s"))
        .singleElement()
        .asString()
        .startsWith("sluice: a snapshot cannot be verified: ");
    assertThat(complaints("--table", "t", "--mapping", "m", "-D", "sluice.hbase.snapshot=s"))
        .singleElement()
        .asString()
        .startsWith("sluice: a snapshot cannot be verified: ");
  }

  @Test
  void fields_are_either_chosen_or_ignored() {
    assertThat(complaints("--input", "x", "--fields", "a", "--ignore", "b"))
        .singleElement()
        .asString()
        .startsWith("sluice: --fields cannot be combined with --ignore");
  }

  @Test
  void files_without_ids_cannot_be_compared() {
    assertThat(complaints("--input", "x"))
        .singleElement()
        .asString()
        .startsWith("sluice: --id is none: each run generates other ids");
    assertThat(complaints("--input", "x", "--id", "none"))
        .singleElement()
        .asString()
        .startsWith("sluice: --id is none: each run generates other ids");
  }

  @Test
  void a_query_or_transform_is_for_a_copy() {
    assertThat(complaints("--input", "x", "--id", "input", "--query", "{}"))
        .containsExactly("sluice: --query requires --from, the source of a copy");
    assertThat(complaints("--input", "x", "--id", "input", "--transform", "T"))
        .containsExactly("sluice: --transform requires --from, the source of a copy");
  }
}
