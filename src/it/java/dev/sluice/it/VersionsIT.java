package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.LocalJob;
import dev.sluice.mapreduce.ReadJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Writing, reading, administration and the mapping of the demo, on every version of the server that
 * is at hand. In {@code mvn verify}, whose one version {@link LoadIT}, {@link ReadIT} and {@link
 * TableIT} have, only the mapping.
 */
final class VersionsIT {

  private static final Path PAGES = Path.of("src", "demo", "resources", "pages.mapping");

  @TempDir Path dir;

  static List<String> versions() {
    return ElasticsearchServer.versionsAtHand();
  }

  @Test
  void the_mapping_of_the_demo_makes_documents() throws Exception {
    ElasticsearchServer server = ElasticsearchServer.shared();
    try {
      maps(server);
    } finally {
      server.rest().delete("/pages");
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  @EnabledIfSystemProperty(named = "sluice.fault.documents", matches = "50000")
  void documents_arrive_whatever_the_server(String version) throws Exception {
    try (ElasticsearchServer server = server(version)) {
      writes(server);
      creates(server);
      reads(server);
      maps(server);
    }
  }

  static List<String> openSearches() {
    return ElasticsearchServer.furtherOpenSearches();
  }

  /** The main path; {@link OpenSearchIT} has more, on the version of {@code mvn verify}. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("openSearches")
  void opensearch_is_written_and_from_2_4_on_read(String version) throws Exception {
    try (ElasticsearchServer server = server(version)) {
      writes(server);
      creates(server);
      maps(server);
      if (version.startsWith("opensearch-1.")) {
        assertThat(copy(server, "written", "copied").err()).contains("but reading needs 2.4.0");
      } else {
        reads(server);
        copies(server);
      }
    }
  }

  private void copies(ElasticsearchServer server) {
    try (Index from = OddDocuments.in(server.index("from"), server.rest());
        Index to = server.index("to").create(OddDocuments.THREE_SHARDS)) {
      CommandLine done = copy(server, from.name(), to.name());

      assertThat(done.code()).as(done.err()).isZero();
      assertThat(OddDocuments.of(to, server.rest()))
          .isEqualTo(OddDocuments.of(from, server.rest()));
    }
  }

  private CommandLine copy(ElasticsearchServer server, String from, String to) {
    String job = "sluice.job.dir=" + dir.resolve("copied");
    return CommandLine.sluice(
        "reindex", "--nodes", server.url(), "--from", from, "--to", to, "-D", job);
  }

  /** None where one version alone is at hand. */
  static Stream<Arguments> oldestAndNewest() {
    List<String> all = versions();
    return all.size() < 2
        ? Stream.empty()
        : Stream.of(Arguments.of(all.get(0), all.get(all.size() - 1)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oldestAndNewest")
  void an_index_moves_from_the_oldest_server_to_the_newest(String oldest, String newest)
      throws Exception {
    try (ElasticsearchServer source = ElasticsearchServer.builder().version(oldest).start();
        ElasticsearchServer target = ElasticsearchServer.builder().version(newest).start();
        Index from = OddDocuments.in(source.index("from"), source.rest());
        Index to = target.index("to").create(OddDocuments.THREE_SHARDS)) {

      CommandLine done =
          CommandLine.sluice(
              "reindex",
              "--from",
              source.url() + "/" + from.name(),
              "--to",
              target.url() + "/" + to.name(),
              "-D",
              "sluice.job.dir=" + dir.resolve("moved"));

      assertThat(done.code()).as(done.err()).isZero();
      assertThat(to.count()).isEqualTo(OddDocuments.COUNT);
      assertThat(OddDocuments.of(to, target.rest()))
          .isEqualTo(OddDocuments.of(from, source.rest()));
    }
  }

  private static ElasticsearchServer server(String version) throws Exception {
    return ElasticsearchServer.builder()
        .version(version)
        .setting("indexing_pressure.memory.limit", "50%") // for a document of 20 MB
        .start();
  }

  /** In short what {@link ReadIT} does on one version. */
  private void reads(ElasticsearchServer server) throws Exception {
    Map<String, String> sources = ReadIT.numbered(ReadIT.DOCUMENTS);
    sources.putAll(ReadIT.nasty());
    sources.put("huge", "{\"t\":\"" + "z".repeat(20_000_000) + "\"}");
    server
        .rest()
        .put("/read", "{\"settings\":{\"number_of_shards\":3},\"mappings\":{\"dynamic\":false}}");
    Documents.put(server.rest(), "read", sources);
    ReadJob job =
        ReadJob.in(dir)
            .set("sluice.read.value", "document")
            .set("sluice.read.streams", "4")
            .set("sluice.read.page.size", "64kb");

    assertThat(job.run(server.url(), "read")).isTrue();

    assertThat(ReadIT.sourcesById(job).equals(sources)).isTrue();
    OpenContexts.none(server.rest());
  }

  private void writes(ElasticsearchServer server) throws Exception {
    LocalJob job =
        LocalJob.in(dir)
            .set("sluice.id", "key")
            .set("sluice.errors.max", "1")
            .input(
                new Text("a"), new Text("{\"n\": 1}"),
                new Text("b"), new Text("{\"n\": \"no number\"}"),
                new Text("c"), new Text("{\"n\": 3}"));
    server.rest().put("/written", "{\"mappings\":{\"properties\":{\"n\":{\"type\":\"long\"}}}}");

    assertThat(job.run(server.url(), "written")).isTrue();

    assertThat(server.rest().ids("written")).containsExactly("a", "c");
    assertThat(job.count(LoadCounter.REJECTED)).isEqualTo(1);
    assertThat(job.lines("rejected")).singleElement().asString().contains("no number");
  }

  private void creates(ElasticsearchServer server) throws Exception {
    Path body = dir.resolve("create.json");
    Files.writeString(
        body, "{\"settings\":{\"number_of_shards\":3},\"aliases\":{\"made-too\":{}}}", UTF_8);
    LocalJob job =
        LocalJob.in(dir.resolve("second"))
            .set("sluice.index.create", body.toString())
            .input(new Text("a"), new Text("{}"));

    assertThat(job.run(server.url(), "made")).isTrue();

    assertThat(server.rest().count("made-too")).isEqualTo(1);
    assertThat(server.rest().get("/made/_settings")).contains("\"number_of_shards\":\"3\"");
  }

  private void maps(ElasticsearchServer server) throws Exception {
    HBaseCluster hbase = HBaseCluster.shared();
    try (Table table = hbase.create("pages-of-versions", null, "p", "h")) {
      Put put = new Put(Bytes.toBytes("org.example/index.html"));
      put.addColumn(Bytes.toBytes("p"), Bytes.toBytes("title"), Bytes.toBytes("Home"));
      put.addColumn(Bytes.toBytes("p"), Bytes.toBytes("length"), Bytes.toBytes(42));
      put.addColumn(Bytes.toBytes("h"), Bytes.toBytes("server"), Bytes.toBytes("x"));
      table.put(put);
    }
    List<String> arguments = new java.util.ArrayList<>(List.of("table"));
    arguments.addAll(List.of("--table", "pages-of-versions", "--index", "pages"));
    arguments.addAll(List.of("--mapping", PAGES.toString(), "--nodes", server.url()));
    arguments.addAll(hbase.options());
    arguments.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("table-job")));

    CommandLine done = CommandLine.sluice(arguments.toArray(String[]::new));

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(server.rest().source("pages", "org.example%2Findex.html"))
        .hasValue("{\"title\":\"Home\",\"length\":42,\"header\":{\"server\":\"x\"}}");
  }
}
