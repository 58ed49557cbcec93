package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rehearsals of loads: right about what limits them, and without traces. */
@Timeout(180)
final class RehearsalIT {

  @TempDir Path dir;

  private final ElasticsearchServer server = ElasticsearchServer.shared();
  private Index index;

  @BeforeEach
  void index() {
    index = server.index("rehearsed");
  }

  @AfterEach
  void drop() {
    index.close();
  }

  private String scratchIndices() {
    return server.rest().get("/_cat/indices/sluice-rehearsal-*?h=index&expand_wildcards=all");
  }

  /** Does not index the fields, so that the server is not the limit. */
  private void createCheap() {
    index.create(
        "{\"settings\":{\"number_of_replicas\":0,\"translog.durability\":\"async\"},"
            + "\"mappings\":{\"dynamic\":false}}");
  }

  private CommandLine rehearse(String input, String... more) {
    List<String> args = new ArrayList<>(List.of("load", "--nodes", server.url()));
    args.addAll(List.of("--input", input, "--rehearse", "5s"));
    args.addAll(List.of(more));
    if (!args.contains("--index")) {
      args.addAll(List.of("--index", index.name()));
    }
    return sluice(args.toArray(new String[0]));
  }

  @Test
  void a_long_round_trip_is_named_and_the_time_is_right() throws IOException {
    createCheap();
    Path in = Regime.files(dir, 1, 8_000);
    try (NarrowLink link = NarrowLink.withRoundTrip(100, server.url())) {
      Regime regime =
          new Regime(
              dir,
              link.url(),
              List.of(
                  "-D", "sluice.nodes.discovery=false",
                  "-D", "sluice.bulk.size=100kb",
                  "-D", "sluice.bulk.in-flight=2"));

      String said = regime.rehearse(in.toString(), index.name(), "10s");

      assertThat(said)
          .contains("bottleneck: the round trip")
          .containsPattern(
              "change next: sluice.bulk.in-flight=4: (1\\.[5-9]|2\\.\\d) times as fast");
      assertThat(scratchIndices()).isBlank();
      double real = regime.load(in.toString(), index.name());
      assertThat(Regime.forecast(said)).isCloseTo(real, within(0.3 * real));
    }
  }

  @Test
  void a_slow_source_is_named_and_the_time_is_right() throws IOException {
    createCheap();
    Path in = Regime.files(dir, 2, 8_000);
    Regime regime =
        new Regime(
            dir,
            server.url(),
            List.of(
                "-D",
                "fs.slow.impl=" + SlowFileSystem.class.getName(),
                "-D",
                "sluice.bulk.size=100kb"));
    String input = "slow://" + in;

    String said = regime.rehearse(input, index.name(), "10s");

    assertThat(said)
        .contains("bottleneck: the source")
        .containsPattern("change next: --mappers 2: (1\\.[5-9]|2\\.\\d) times as fast");
    assertThat(scratchIndices()).isBlank();
    double real = regime.load(input, index.name());
    assertThat(Regime.forecast(said)).isCloseTo(real, within(0.3 * real));
  }

  @Test
  void rejected_documents_are_forecast_by_cause_and_the_real_index_stays_as_it_was()
      throws IOException {
    index.create(
        "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0},"
            + "\"mappings\":{\"dynamic\":\"strict\",\"properties\":{\"u\":{\"type\":\"keyword\"},"
            + "\"n\":{\"type\":\"integer\"}}}}");
    Path in =
        Files.writeString(
            dir.resolve("in.json"),
            "{\"u\":\"a\",\"n\":1}\n{\"u\":\"b\",\"n\":\"x\"}\n{\"u\":\"c\",\"n\":3}\n");
    String before = server.rest().get("/" + index.name() + "?filter_path=*.*");

    CommandLine done =
        rehearse(in.toString(), "--id", "field:u", "-D", "sluice.index.alias=rehearsed-alias");

    assertThat(done.code()).as(done.out() + done.err()).isZero();
    assertThat(done.out())
        .contains("for about 3 documents")
        .containsPattern("about 1: (document|mapper)_parsing_exception, such as ids b")
        .contains("in 3 primary shards")
        .contains("too small for a reliable forecast");
    assertThat(server.rest().get("/" + index.name() + "?filter_path=*.*")).isEqualTo(before);
    assertThat(server.rest().get("/" + index.name() + "/_count")).contains("\"count\":0");
    assertThat(server.rest().status("HEAD", "/rehearsed-alias")).isEqualTo(404);
    assertThat(scratchIndices()).isBlank();
    Path home = Path.of(System.getProperty("user.home"), ".sluice");
    String own = "rehearsal-\\d+-" + ProcessHandle.current().pid();
    assertThat(home.toFile().list((at, name) -> name.matches(own))).isNullOrEmpty();
  }

  @Test
  void an_empty_input_is_one_line() throws IOException {
    Path in = Files.createFile(dir.resolve("empty.json"));

    CommandLine refused = rehearse(in.toString());

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err().strip())
        .endsWith("cannot rehearse the load into " + index.name() + ": the input is empty");
    assertThat(scratchIndices()).isBlank();
  }

  /** Each way is refused before anything is created. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-D sluice.pipeline=not-there",
        "--index rehearsed-{t}",
        "--index rehearsal-stream",
        "--format bulk",
        "--shuffle",
        "--dry-run",
        "-D sluice.value.encoder=com.example.Encoder"
      })
  void a_load_that_may_write_to_another_index_is_refused_in_one_line(String options)
      throws IOException {
    Path in = Files.writeString(dir.resolve("in.json"), "{\"t\":\"a\"}\n");
    server
        .rest()
        .put(
            "/_index_template/rehearsal-stream",
            "{\"index_patterns\":[\"rehearsal-stream\"],\"data_stream\":{}}");
    try {
      CommandLine refused = rehearse(in.toString(), options.split(" "));

      assertThat(refused.code()).as(refused.out() + refused.err()).isEqualTo(2);
      assertThat(refused.err()).contains("rehearse").hasLineCount(1);
      assertThat(scratchIndices()).isBlank();
      assertThat(server.rest().status("HEAD", "/" + index.name())).isEqualTo(404);
    } finally {
      server.rest().delete("/_index_template/rehearsal-stream");
    }
  }

  @Test
  void of_one_compressed_file_the_beginning_is_read_and_that_is_said() throws IOException {
    Path in = dir.resolve("in.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(in))) {
      byte[] noise = new byte[768];
      java.util.Random random = new java.util.Random(1);
      for (int i = 0; i < 45_000; i++) {
        random.nextBytes(noise);
        String text = java.util.Base64.getEncoder().encodeToString(noise);
        out.write(("{\"t\":\"" + text + "\"}\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    createCheap();

    CommandLine done = rehearse(in.toString(), "-D", "sluice.bulk.size=100kb");

    assertThat(done.code()).as(done.out() + done.err()).isZero();
    assertThat(done.out()).contains("one compressed file", "not spread over it");
    assertThat(scratchIndices()).isBlank();
  }

  @Test
  void the_index_of_a_killed_rehearsal_is_removed_and_that_of_a_running_one_is_not()
      throws IOException {
    Path in = Files.writeString(dir.resolve("in.json"), "{\"u\":\"a\"}\n");
    leave("1700000000000-1", "a-host", 1);
    leave("1700000000000-2", "a-host", 33_000_000_000_000L);

    CommandLine done = rehearse(in.toString());

    assertThat(done.code()).as(done.out() + done.err()).isZero();
    assertThat(done.out())
        .contains("removed sluice-rehearsal-1700000000000-1 (rehearsal on a-host");
    assertThat(scratchIndices().strip()).isEqualTo("sluice-rehearsal-1700000000000-2");
    server.rest().delete("/sluice-rehearsal-1700000000000-2");
  }

  private void leave(String job, String host, long until) {
    server
        .rest()
        .put(
            "/sluice-rehearsal-" + job,
            "{\"mappings\":{\"_meta\":{\"sluice-rehearsal\":{\"job\":\"%s\",\"host\":\"%s\",\"until\":%d}}}}"
                .formatted(job, host, until));
  }
}
