package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Each option and key that names a file or a number: what cannot be is told in one message. */
class OptionFilesTest {

  /** Where no Elasticsearch is: what can be known is told before it is asked. */
  private static final String NOBODY = "http://localhost:1";

  @TempDir Path dir;

  private final StringWriter err = new StringWriter();

  private int run(List<String> args) {
    CommandLine line = Sluice.commandLine(Ticker.system());
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(err));
    return line.execute(args.toArray(new String[0]));
  }

  private static Arguments option(String named, String... before) {
    return Arguments.of(named, Arrays.asList(before));
  }

  private static Arguments key(String key) {
    return Arguments.of(
        key, List.of("load", "--input", "pom.xml", "--index", "y", "-D", key + "=%s"));
  }

  static Stream<Arguments> files() {
    return Stream.of(
        option("--mapping", "table", "--table", "t", "--index", "y", "--mapping", "%s"),
        option(
            "sluice.index.create", "load", "--input", "pom.xml", "--index", "y", "--create", "%s"),
        option("sluice.index.create", "reindex", "--from", "a", "--to", "b", "--create", "%s"),
        option(
            "sluice.read.query",
            "dump",
            "--index",
            "a",
            "--output",
            "target/no-dump",
            "--query",
            "%s"),
        key("sluice.secrets.file"),
        key("sluice.tls.ca-file"),
        key("sluice.tls.truststore"),
        key("sluice.tls.keystore"),
        key("es.keystore.location"));
  }

  private void refused(String named, List<String> args, String file, String why) {
    List<String> all = new ArrayList<>();
    args.forEach(arg -> all.add(arg.replace("%s", file)));
    all.addAll(List.of("--nodes", NOBODY, "-D", "sluice.job.dir=" + dir.resolve("job")));
    err.getBuffer().setLength(0);

    assertThat(run(all)).as(err.toString()).isEqualTo(2);
    assertThat(err.toString()).startsWith("sluice: " + named + " is \"" + file + "\"");
    assertThat(err.toString()).contains(": " + why).doesNotContain("Exception");
    assertThat(err.toString().trim().lines()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void a_file_that_cannot_be_read_is_named_with_the_reason(String named, List<String> args)
      throws IOException {
    refused(named, args, dir.resolve("none").toString(), "file not found");
    refused(
        named, args, Files.createDirectory(dir.resolve("d")).toString(), "the path is a directory");
    refused(named, args, Files.createFile(dir.resolve("empty")).toString(), "the file is empty");
    refused(named, args, dir.resolve("empty").resolve("below").toString(), "Not a directory");
  }

  @Test
  void a_credential_provider_that_cannot_be_read_is_named_with_the_reason() throws IOException {
    String key = "hadoop.security.credential.provider.path";
    for (String scheme : List.of("jceks://file", "localjceks://file")) {
      List<String> load = List.of("load", "--input", "pom.xml", "--index", "y", "-D", key + "=%s");
      String none = dir.resolve("none.jceks").toString();
      Path directory = Files.createDirectories(dir.resolve("d"));
      Path empty = dir.resolve("empty");
      Files.write(empty, new byte[0]);
      Path garbage = Files.writeString(dir.resolve("garbage"), "garbage");

      refused(key, load, scheme + none, "file not found");
      refused(key, load, scheme + directory, "the path is a directory");
      refused(key, load, scheme + empty, "the file is empty");
      refused(key, load, scheme + garbage, "");
    }
  }

  @Test
  void a_number_of_mappers_out_of_bounds_is_named() {
    for (String number : List.of("0", "-1", "100001")) {
      for (List<String> command :
          List.of(
              List.of("load", "--input", "pom.xml", "--index", "y"),
              List.of("dump", "--index", "a", "--output", dir.resolve("out").toString()),
              List.of("reindex", "--from", "a", "--to", "b"),
              List.of("replay", "--input", "pom.xml"))) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--mappers", number));
        err.getBuffer().setLength(0);

        assertThat(run(all)).isEqualTo(2);
        assertThat(err.toString())
            .isEqualToIgnoringNewLines(
                "sluice: --mappers is \""
                    + number
                    + "\" but must be a whole number from 1 to 100000");
      }
    }
  }

  @Test
  void what_an_option_stands_for_is_named_beside_it() throws IOException {
    String mapping = Files.writeString(dir.resolve("m"), "a = f:a").toString();

    run(List.of("table", "--table", "t", "--index", "y", "--mapping", mapping, "--mappers", "0"));

    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "sluice: sluice.hbase.mappers is \"0\" but must be a whole number from 1 to 100000, or"
                + " auto (given with --mappers)");
  }
}
