package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs of the README and of {@code src/docs}, and the commands there that submit them: they
 * compile against the jar, and run as they stand, but for the addresses of servers.
 */
final class ExamplesIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final String BUILT = "Hadoop 3.3";
  private static final String NEWEST = "Hadoop 3.4";
  private static final int DOCUMENTS = 12;
  private static final boolean FULL = Integer.getInteger("sluice.fault.documents", 0) >= 50_000;

  /** Their commands read the index that the command of another example has filled. */
  private static final Set<String> READING = Set.of("walk");

  @TempDir static Path temp;

  private static ExampleJars jars;
  private static HadoopOnPath built;
  private static HadoopOnPath newest;
  private static int runs;

  @BeforeAll
  static void prepare() throws IOException {
    jars = ExampleJars.in(temp.resolve("jars"), Example.marked());
    built = HadoopOnPath.built(temp.resolve("hadoop-built"));
    newest = HadoopOnPath.newest(temp.resolve("hadoop-newest"));
    HBaseCluster hbase = HBaseCluster.shared();
    try (Table table = hbase.create("crawl", null, "p")) {
      List<Put> rows = new ArrayList<>();
      for (int i = 0; i < DOCUMENTS; i++) {
        rows.add(
            new Put(Bytes.toBytes("com.example/" + i))
                .addColumn(Bytes.toBytes("p"), Bytes.toBytes("json"), Bytes.toBytes(json(i)))
                .addColumn(Bytes.toBytes("p"), Bytes.toBytes("title"), Bytes.toBytes("t" + i)));
      }
      table.put(rows);
    }
    Files.writeString(
        Files.createDirectories(temp.resolve("hbase-conf")).resolve("hbase-site.xml"),
        HadoopOnPath.xml(hbase.address()));
  }

  private static String json(int number) {
    return "{\"id\":\"" + number + "\",\"title\":\"t" + number + "\"}";
  }

  @AfterEach
  void drop() {
    for (String index : List.of("pages", "lines")) {
      if (SERVER.rest().status("HEAD", "/" + index) == 200) {
        SERVER.rest().delete("/" + index);
      }
    }
  }

  /**
   * Each command on the Hadoop of the build, and that of the README on the newest one; with {@code
   * -Pfull}, the commands that need HBase, too.
   */
  static Stream<Arguments> commands() throws IOException {
    Map<String, Arguments> commands = new LinkedHashMap<>();
    for (Example example : Example.marked()) {
      if (!example.isProgram() && !example.name().endsWith(" before")) {
        String lines = example.text().replaceAll("(?m)\\s*(#.*)?$", "");
        commands.putIfAbsent(BUILT + lines, Arguments.of(BUILT, example));
        if (example.place().startsWith("README") || (FULL && example.name().equals("pages"))) {
          commands.put(NEWEST + lines, Arguments.of(NEWEST, example));
        }
      }
    }
    return commands.values().stream();
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("commands")
  void a_command_of_the_documentation_runs_as_it_stands(String hadoop, Example command)
      throws Exception {
    Path directory = workingDirectory();
    if (READING.contains(command.name())) {
      index("lines");
    }

    CommandLine run =
        (hadoop.equals(BUILT) ? built : newest).run(directory, addressed(command.text()), Map.of());

    assertThat(run.code()).as("%s%n%s%n%s", command, run.out(), run.err()).isZero();
    if (READING.contains(command.name())) {
      assertThat(output(directory.resolve("sizes"))).hasSize(DOCUMENTS);
    } else {
      String index = command.text().contains("pages") ? "pages" : "lines";
      SERVER.rest().post("/" + index + "/_refresh", "");
      assertThat(SERVER.rest().count(index)).isEqualTo(DOCUMENTS);
    }
  }

  @Test
  void every_program_and_every_command_that_submits_one_is_an_example() throws IOException {
    List<Example> unmarked =
        Example.blocks().stream().filter(block -> block.name() == null).toList();

    assertThat(unmarked).noneMatch(block -> block.text().contains("static void main("));
    assertThat(unmarked).noneMatch(block -> block.text().contains(".jar com.example."));
    Set<String> programs =
        Example.marked().stream()
            .filter(Example::isProgram)
            .map(Example::name)
            .collect(Collectors.toSet());
    assertThat(Example.marked())
        .hasSizeGreaterThan(10)
        .allMatch(example -> programs.contains(example.name().replace(" before", "")));
  }

  /** A directory with everything that commands name. */
  private static Path workingDirectory() throws IOException {
    Path directory = Files.createDirectories(temp.resolve("run-" + runs++));
    jars.linkInto(directory);
    Files.writeString(directory.resolve("pages.mapping"), "_id = key\ntitle = p:title\n");
    Files.write(
        Files.createDirectory(directory.resolve("in")).resolve("documents.json"),
        IntStream.range(0, DOCUMENTS).mapToObj(ExamplesIT::json).toList());
    return directory;
  }

  private static String addressed(String command) {
    Map<String, String> real = new LinkedHashMap<>();
    real.put("https://es-1:9200", SERVER.url());
    real.put("es-1:9200", SERVER.url().replaceFirst("https?://", ""));
    real.put("/etc/hbase/conf", temp.resolve("hbase-conf").toString());
    String addressed = command;
    for (Map.Entry<String, String> address : real.entrySet()) {
      addressed = addressed.replace(address.getKey(), address.getValue());
    }
    return addressed;
  }

  private static void index(String name) {
    for (int i = 0; i < DOCUMENTS; i++) {
      SERVER.rest().put("/" + name + "/_doc/" + i, json(i));
    }
    SERVER.rest().post("/" + name + "/_refresh", "");
  }

  private static List<String> output(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("part-")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
