package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline that was compiled against elasticsearch-hadoop, once with its jar and once with ours:
 * it writes the same and reads the same.
 */
final class SideBySideIT {

  /** What elasticsearch-hadoop needs of Java 17; ours needs nothing. */
  private static final List<String> THEIR_FLAGS =
      List.of("--add-opens", "java.base/java.io=ALL-UNNAMED");

  private static final Path JDK = Path.of(System.getProperty("java.home"));

  private static final String TYPES =
      """
      {"mappings":{"properties":{
        "id":{"type":"keyword"},"text":{"type":"text"},"int":{"type":"integer"},"long":{"type":"long"},
        "vint":{"type":"integer"},"vlong":{"type":"long"},"short":{"type":"short"},"byte":{"type":"byte"},
        "float":{"type":"float"},"double":{"type":"double"},"zero":{"type":"half_float"},
        "boolean":{"type":"boolean"},"bytes":{"type":"binary"},"md5":{"type":"keyword"},
        "null":{"type":"keyword"},"strings":{"type":"keyword"},"numbers":{"type":"long"},
        "object":{"properties":{"a":{"type":"integer"},"b":{"type":"keyword"}}},
        "objects":{"type":"nested","properties":{"a":{"type":"integer"},"b":{"type":"keyword"}}},
        "sorted":{"properties":{"x":{"type":"keyword"},"y":{"type":"long"}}}}}}
      """;

  @TempDir static Path temp;

  private static ElasticsearchProcess server;
  private static Rest rest;
  private static Path pipeline;
  private static CommandLine theirs;
  private static CommandLine ours;

  @BeforeAll
  static void run() throws Exception {
    server = ElasticsearchProcess.of(Peer.server()).startAlone();
    rest = Rest.at(server.url());
    rest.put("/theirs-types", TYPES);
    rest.put("/ours-types", TYPES);
    pipeline = Peer.compile(Files.createDirectory(temp.resolve("classes")));
    Artists.write(temp);
    theirs =
        pipeline(JDK, THEIR_FLAGS, List.of(Peer.original().toString(), Peer.hadoop()), "theirs");
    rest.post("/theirs-*/_refresh", "");
    ours = pipeline(JDK, List.of(), List.of(Peer.dropIn().toString(), Peer.hadoop()), "ours");
    rest.post("/ours-*/_refresh", "");
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  private static CommandLine pipeline(
      Path jdk, List<String> flags, List<String> jars, String writes, String... more)
      throws IOException, InterruptedException {
    List<String> classpath = new java.util.ArrayList<>(List.of(pipeline.toString()));
    classpath.addAll(jars);
    List<String> args =
        new java.util.ArrayList<>(
            List.of(
                server.url().replace("http://", ""),
                temp.toString(),
                temp.resolve(writes).toString(),
                writes,
                "theirs"));
    args.addAll(List.of(more));
    return Peer.run(jdk, flags, classpath, args.toArray(new String[0]));
  }

  @Test
  void both_run_to_the_end() {
    assertThat(theirs.code()).as(theirs.err()).isZero();
    assertThat(ours.code()).as(ours.err()).isZero();
  }

  @Test
  void both_write_to_the_same_indices() {
    assertThat(indices("ours")).hasSizeGreaterThan(20).isEqualTo(indices("theirs"));
  }

  @Test
  void every_document_has_the_same_bytes_id_routing_and_version() {
    assertThat(documents("ours", "ours")).isEqualTo(documents("theirs", "theirs"));
  }

  @Test
  void what_is_read_is_of_the_same_types_and_values_in_the_same_order_of_fields() {
    assertThat(lines(theirs, "read\t")).hasSizeGreaterThan(5_000);
    assertReadAlike(ours);
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

  @Test
  void it_runs_on_the_newest_Java_with_the_Hadoop_for_it_and_no_flag() throws Exception {
    Optional<Jdk> newest = Jdk.newest().filter(jdk -> jdk.feature() >= 24);
    assumeTrue(newest.isPresent(), "not run: no JDK from 24 on is on this machine");
    rest.put("/newest-types", TYPES);

    CommandLine run =
        pipeline(
            newest.get().home(),
            List.of(),
            List.of(Peer.dropIn().toString(), Peer.newestHadoop()),
            "newest");
    rest.post("/newest-*/_refresh", "");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(documents("newest", "newest")).isEqualTo(documents("theirs", "theirs"));
    assertReadAlike(run);
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
        pipeline(
            JDK,
            THEIR_FLAGS,
            List.of(Peer.dropIn().toString(), Peer.original().toString(), Peer.hadoop()),
            "both",
            "one");
    CommandLine second =
        pipeline(
            JDK,
            THEIR_FLAGS,
            List.of(Peer.original().toString(), Peer.dropIn().toString(), Peer.hadoop()),
            "both",
            "one");

    for (CommandLine both : List.of(first, second)) {
      assertThat(both.code()).isNotZero();
      assertThat(both.err()).contains(Peer.original().toString(), Peer.dropIn().toString());
    }
    assertThat(rest.status("HEAD", "/both")).isEqualTo(404);
  }

  /** Names what differs alone, for there are thousands of lines. */
  private static void assertReadAlike(CommandLine run) {
    List<String> read = lines(run, "read\t");
    List<String> expected = lines(theirs, "read\t");
    Set<String> more = new TreeSet<>(read);
    Set<String> missing = new TreeSet<>(expected);
    expected.forEach(more::remove);
    read.forEach(missing::remove);

    assertThat(missing).as("read by the original alone").isEmpty();
    assertThat(more).as("read by ours alone").isEmpty();
    assertThat(read).hasSameSizeAs(expected);
  }

  private static List<String> lines(CommandLine run, String beginning) {
    return run.out().lines().filter(line -> line.startsWith(beginning)).sorted().toList();
  }

  /** The indices that begin with a name, without it. */
  private static List<String> indices(String name) {
    return rest.get("/_cat/indices/" + name + "-*?h=index&s=index")
        .lines()
        .map(line -> line.trim().substring(name.length()))
        .toList();
  }

  /** The documents of each index as the server holds them; made-up ids left out. */
  private static Map<String, String> documents(String name, String prefix) {
    Map<String, String> documents = new TreeMap<>();
    for (String index : indices(name)) {
      boolean made = index.contains("auto") || index.contains("bytes");
      String parts =
          List.of("_id", "_routing", "_version", "_source").stream()
              .filter(part -> !made || part.equals("_source"))
              .map(part -> "hits.hits." + part)
              .collect(Collectors.joining(","));
      String sort = index.equals("-types") ? "id" : "number";
      documents.put(
          index,
          rest.get(
              "/"
                  + prefix
                  + index
                  + "/_search?version=true&size=1000&sort="
                  + sort
                  + "&filter_path="
                  + parts));
    }
    return documents;
  }
}
