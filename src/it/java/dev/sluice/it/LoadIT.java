package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.log4j.Appender;
import org.apache.log4j.Logger;
import org.apache.log4j.PatternLayout;
import org.apache.log4j.WriterAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code load}, against a real server. */
final class LoadIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  @TempDir Path dir;

  private Index index;

  @BeforeEach
  void index() {
    index = SERVER.index("load");
  }

  @AfterEach
  void drop() {
    index.close();
  }

  private CommandLine load(String... more) {
    return sluice(command(more));
  }

  private String[] command(String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("load", "--input", dir.resolve("in").toString()));
    args.addAll(List.of("--nodes", SERVER.url(), "--index", index.name()));
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("job")));
    args.addAll(Arrays.asList(more));
    return args.toArray(new String[0]);
  }

  private Path write(String name, String text) throws IOException {
    Path file = dir.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, UTF_8);
  }

  private static String documents(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "{\"url\":\"http://x/" + i + "\",\"n\":" + i + "}\n")
        .collect(Collectors.joining());
  }

  private List<String> rejected() throws IOException {
    try (Stream<Path> files = Files.walk(dir.resolve("job").resolve("rejected"))) {
      return files
          .filter(
              file -> Files.isRegularFile(file) && !file.getFileName().toString().startsWith("."))
          .flatMap(LoadIT::lines)
          .toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void plain_and_compressed_files_of_a_directory_are_loaded() throws IOException {
    write("a.json", documents(0, 700));
    write("deeper/b.json", documents(700, 800));
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(write("c.json.gz", "")))) {
      gzip.write(documents(800, 1000).getBytes(UTF_8));
    }

    CommandLine done = load("--id", "field:url");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(index.count()).isEqualTo(1000);
    assertThat(index.ids()).contains("http://x/0", "http://x/999");
    assertThat(done.out().lines())
        .contains(
            "read                     1,000",
            "indexed                  1,000",
            "rejected                     0")
        .anyMatch(line -> line.matches("segments after +\\d+ in 1 shard"));
  }

  @Test
  void lines_that_are_no_documents_are_rejected_with_their_place_and_the_others_loaded()
      throws IOException {
    String first = "{\"n\":1}\n";
    Path file = write("a.json", first + "[1,2]\n{\"n\":2,\r\"m\":3}\n{\"n\":\n4}\n");

    CommandLine done = load("--errors-max", "3");

    assertThat(done.code()).as(done.err()).isEqualTo(1);
    assertThat(index.count()).isEqualTo(2);
    assertThat(rejected())
        .hasSize(3)
        .allMatch(line -> line.contains(file.getFileName() + ", line at byte "))
        .anyMatch(line -> line.contains("line at byte " + first.length() + ":"));
    assertThat(done.out())
        .contains("rejected                     3", dir.resolve("job/rejected").toString());
  }

  @Test
  void behind_a_shuffle_lines_are_the_same_and_bad_ones_keep_their_place() throws IOException {
    index.create("{\"settings\":{\"number_of_shards\":3}}");
    write("a.json", documents(0, 100) + "not json\n");
    write("b.json", documents(50, 150));

    CommandLine done = load("--shuffle", "--id", "field:url", "--errors-max", "1");

    assertThat(done.code()).as(done.err()).isEqualTo(1);
    assertThat(index.count()).isEqualTo(150);
    assertThat(done.out()).contains("r_000002");
    assertThat(rejected())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("a.json, line at byte ", "not json"));
  }

  @Test
  void a_job_says_once_that_its_requests_are_not_laned_and_why() throws IOException {
    write("a.json", documents(0, 1));
    write("b.json", documents(1, 2));

    Logged done = logged("--id", "field:url", "-D", "sluice.nodes.discovery=false");

    assertThat(done.command.code()).as(done.command.err()).isZero();
    assertThat(done.log.lines().filter(line -> line.contains("Shard-aware")))
        .containsExactly(
            "WARN Shard-aware routing is off; requests go to any node: sluice.nodes.discovery is"
                + " false");
  }

  @Test
  void documents_that_replace_others_of_the_same_id_are_counted_in_a_warning() throws IOException {
    write("a.json", documents(0, 10) + documents(0, 4));

    Logged done = logged("--id", "field:url");

    assertThat(done.command.code()).as(done.command.err()).isZero();
    assertThat(done.log.lines().filter(line -> line.startsWith("WARN Index")))
        .singleElement(as(STRING))
        .contains("holds 10 documents, but the job wrote 14: 4 replaced another with the same id")
        .contains("sluice.id.unique=true");
  }

  /** A load, and what Sluice logged in it. */
  private record Logged(CommandLine command, String log) {}

  private Logged logged(String... more) {
    StringWriter log = new StringWriter();
    Appender appender = new WriterAppender(new PatternLayout("%p %m%n"), log);
    Logger.getLogger("dev.sluice").addAppender(appender);
    try {
      return new Logged(load(more), log.toString());
    } finally {
      Logger.getLogger("dev.sluice").removeAppender(appender);
    }
  }

  @Test
  void documents_that_the_server_refuses_are_kept_with_its_reason() throws IOException {
    index.create("{\"mappings\":{\"properties\":{\"n\":{\"type\":\"integer\"}}}}");
    write("a.json", "{\"n\":1}\n{\"n\":\"one\"}\n");

    CommandLine done = load("--errors-max", "50%");

    assertThat(done.code()).as(done.err()).isEqualTo(1);
    assertThat(index.count()).isEqualTo(1);
    assertThat(rejected())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("parsing_exception", "\"one\""));
  }

  @Test
  void one_malformed_upsert_is_rejected_alone_in_seconds() throws IOException {
    write(
        "a.json",
        IntStream.range(0, 500)
            .mapToObj(i -> "{\"id\":\"" + i + "\",\"v\":" + (i == 77 ? "NaN" : "1") + "}\n")
            .collect(Collectors.joining()));

    Instant start = Instant.now();
    CommandLine done =
        load("--id", "field:id", "-D", "sluice.operation=upsert", "--errors-max", "1");

    assertThat(done.code()).as(done.err()).isLessThanOrEqualTo(1);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    assertThat(index.count()).isEqualTo(499);
    assertThat(rejected()).singleElement().asString().contains("\"_id\":\"77\"");
  }

  @Test
  void without_a_budget_one_bad_line_fails_the_job_and_is_shown() throws IOException {
    write("a.json", "{\"n\":1}\nnot json\n");

    CommandLine done = load();

    assertThat(done.code()).isEqualTo(3);
    assertThat(done.err()).contains("a.json, line at byte 8");
    assertThat(done.complaints()).isNotEmpty().noneMatch(line -> line.contains("\tat "));
  }

  @Test
  void a_document_without_the_id_field_is_rejected_by_name() throws IOException {
    write("a.json", "{\"url\":\"u\"}\n{\"n\":1}\n");

    CommandLine done = load("--id", "field:url", "--errors-max", "1");

    assertThat(done.code()).as(done.err()).isEqualTo(1);
    assertThat(rejected()).singleElement().satisfies(line -> assertThat(line).contains("url"));
  }

  @Test
  void a_file_in_bulk_format_is_refused_with_a_hint_and_nothing_is_touched() throws IOException {
    write("a.json", "{\"index\":{\"_id\":\"1\"}}\n{\"k\":1}\n{\"delete\":{\"_id\":\"3\"}}\n");

    CommandLine done = load("--errors-max", "100%");

    assertThat(done.code()).as(done.err()).isEqualTo(2);
    assertThat(done.complaints())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains(
                        "a.json, line at byte 0 is an action of a bulk request", "--format bulk"));
    assertThat(SERVER.rest().status("HEAD", "/" + index.name())).isEqualTo(404);
  }

  @Test
  void an_action_line_in_the_middle_of_a_file_fails_the_job_with_its_place() throws IOException {
    write("a.json", "{\"k\":1}\n{\"index\":{\"_id\":\"2\"}}\n{\"k\":2}\n");

    CommandLine done = load("--errors-max", "100%");

    assertThat(done.code()).as(done.err()).isEqualTo(3);
    assertThat(done.err()).contains("a.json, line at byte 8 is an action", "--format bulk");
    assertThat(load("--format", "ndjson", "-D", "sluice.job.dir=" + dir.resolve("job2")).code())
        .isZero();
  }

  @Test
  void a_file_in_bulk_format_does_what_its_actions_say_in_their_order() throws IOException {
    try (Index other = SERVER.index("other")) {
      write(
          "a.json",
          String.join(
              "\n",
              "{\"index\":{\"_id\":\"1\"}}",
              "{\"k\":1}",
              "{\"index\":{\"_id\":\"2\",\"_index\":\"" + other.name() + "\"}}",
              "{\"k\":2}",
              "{\"delete\":{\"_id\":\"3\"}}",
              "{\"create\":{\"_id\":\"4\"}}",
              "{\"k\":4}",
              "{\"update\":{\"_id\":\"4\"}}",
              "{\"doc\":{\"l\":5}}",
              "{\"index\":{\"_id\":\"6\"}}",
              "{\"k\":6}",
              "{\"delete\":{\"_id\":\"6\"}}",
              "{\"index\":{\"_id\":\"7\",\"version\":42,\"version_type\":\"external\"}}",
              "{\"k\":7}",
              "{\"index\":{\"_id\":\"8\"}}",
              "no json"));

      CommandLine done = load("--format", "bulk", "--errors-max", "1");

      assertThat(done.code()).as(done.err()).isEqualTo(1);
      assertThat(index.ids()).containsExactlyInAnyOrder("1", "4", "7");
      assertThat(other.ids()).containsExactly("2");
      assertThat(SERVER.rest().source(index.name(), "4")).contains("{\"k\":4,\"l\":5}");
      assertThat(SERVER.rest().get("/" + index + "/_doc/7")).contains("\"_version\":42,");
      assertThat(rejected())
          .singleElement()
          .satisfies(line -> assertThat(line).contains("\"_id\":\"8\"", "no json", "line at byte"));
    }
  }

  @Test
  void with_ids_from_the_input_a_second_run_writes_the_same_documents_however_they_are_split()
      throws IOException {
    write("a.json", documents(0, 300));
    write("b.json", documents(0, 300));
    CommandLine first = load("--id", "input");
    Set<String> ids = index.ids();

    CommandLine second =
        load(
            "--id",
            "input",
            "-D",
            "mapreduce.input.fileinputformat.split.maxsize=1000",
            "-D",
            "sluice.job.dir=" + dir.resolve("job2"));
    CommandLine shuffled =
        load("--id", "input", "--shuffle", "-D", "sluice.job.dir=" + dir.resolve("job3"));

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(shuffled.code()).as(shuffled.err()).isZero();
    assertThat(index.ids()).hasSize(600).isEqualTo(ids);
  }

  @Test
  void lines_longer_than_hadoops_limit_are_rejected_with_their_place() throws IOException {
    write("a.json", "{\"n\":1}\n{\"n\":\"" + "x".repeat(200) + "\"}\n{\"n\":2}\n");

    CommandLine done =
        load("-D", "mapreduce.input.linerecordreader.line.maxlength=100", "--errors-max", "1");

    assertThat(done.code()).as(done.err()).isEqualTo(1);
    assertThat(index.count()).isEqualTo(2);
    assertThat(rejected())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("line_too_long", "a.json, line at byte 8: "));
  }

  @Test
  void input_that_cannot_be_read_is_named_with_the_cause() throws IOException {
    Path file = write("a.json.gz", documents(0, 100));

    CommandLine done = load();

    assertThat(done.code()).as(done.err()).isEqualTo(3);
    assertThat(done.err())
        .contains("failed: reading file:" + file + ", line at byte 0: not a gzip file");
  }

  @Test
  void the_summary_counts_what_was_indexed_before_the_input_could_not_be_read() throws IOException {
    Path whole = dir.resolve("whole.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(whole))) {
      gzip.write(documents(0, 5_000).getBytes(UTF_8));
    }
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(write("a.json.gz", ""), Arrays.copyOf(bytes, bytes.length / 2));

    CommandLine done = load("--id", "field:url");

    assertThat(done.code()).as(done.err()).isEqualTo(3);
    long indexed = index.count();
    assertThat(indexed).isBetween(1L, 4_999L);
    assertThat(done.out())
        .containsPattern(String.format(Locale.ROOT, "indexed +at least %,d\n", indexed))
        .containsPattern("failed attempts +1\n")
        .containsPattern(String.format(Locale.ROOT, "  indexed +%,d\n", indexed))
        .contains("Documents that failed attempts have indexed stay in the index.\n")
        .doesNotContain("no counts");
  }

  @Test
  void an_input_without_records_is_warned_of() throws IOException {
    write("a.json", "");

    CommandLine done = load();
    CommandLine dry = sluice(command("--dry-run", "-D", "sluice.job.dir=" + dir.resolve("dry")));

    for (CommandLine each : List.of(done, dry)) {
      assertThat(each.code()).as(each.err()).isZero();
      assertThat(each.out()).containsOnlyOnce("warning: the input has no records\n");
    }
  }

  @Test
  void an_empty_directory_and_paths_that_are_none_are_mistakes() throws IOException {
    Files.createDirectories(dir.resolve("in"));

    CommandLine empty = load();
    CommandLine none = sluice("load", "--input", "", "--index", "i", "--nodes", SERVER.url());
    CommandLine s3 =
        sluice("load", "--input", "s3a://b/x", "--index", "i", "--nodes", SERVER.url());

    assertThat(List.of(empty.code(), none.code(), s3.code())).containsOnly(2);
    assertThat(empty.complaints().get(0)).contains("no input files in file:" + dir.resolve("in"));
    assertThat(none.complaints().get(0)).contains("--input is empty");
    assertThat(s3.complaints().get(0)).contains("s3a://b/x", "hadoop-aws");
  }

  @Test
  void a_missing_index_is_made_as_told() throws IOException {
    write("a.json", "{\"n\":1}\n");
    Path create =
        Files.writeString(
            dir.resolve("create.json"),
            "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0}}",
            UTF_8);

    CommandLine done = load("--create", create.toString());

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(SERVER.rest().get("/" + index.name() + "/_settings"))
        .contains("\"number_of_shards\":\"3\"");
  }

  @Test
  void a_file_to_create_an_index_by_that_exists_is_said_not_to_be_used() throws IOException {
    write("a.json", "{\"n\":1}\n");
    index.create("{\"settings\":{\"number_of_replicas\":0}}");
    Path create = Files.writeString(dir.resolve("create.json"), "{}", UTF_8);

    CommandLine done = load("--create", create.toString());

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out()).contains("index " + index.name() + " exists", create + " is ignored");
  }

  @Test
  void an_index_name_in_upper_case_is_a_mistake_and_an_alias_is_not() throws IOException {
    write("a.json", "{\"n\":1}\n");
    index.create("{\"settings\":{\"number_of_replicas\":0},\"aliases\":{\"Alias-Of-It\":{}}}");

    CommandLine done =
        sluice("load", "--input", dir + "/in", "--index", "Pages", "--nodes", SERVER.url());
    CommandLine alias =
        sluice(
            "load",
            "--input",
            dir + "/in",
            "--index",
            "Alias-Of-It",
            "--nodes",
            SERVER.url(),
            "-D",
            "sluice.job.dir=" + dir.resolve("alias-job"));

    assertThat(done.code()).as(done.err()).isEqualTo(2);
    assertThat(done.complaints().get(0)).contains("\"Pages\"", "lowercase");
    assertThat(alias.code()).as(alias.err()).isZero();
  }

  @Test
  void mistakes_of_the_command_are_told_together_and_nothing_is_touched() throws IOException {
    write("a.json", "{\"n\":1}\n");

    CommandLine done =
        load("-D", "sluice.bulk.in-flight=0", "--errors-max", "many", "--create", "/no/such.json");

    assertThat(done.code()).isEqualTo(2);
    assertThat(done.complaints())
        .anyMatch(line -> line.contains("sluice.bulk.in-flight is \"0\""))
        .anyMatch(line -> line.contains("sluice.errors.max is \"many\""))
        .anyMatch(line -> line.contains("/no/such.json"))
        .noneMatch(line -> line.contains("\tat "));
    assertThat(SERVER.rest().status("HEAD", "/" + index.name())).isEqualTo(404);
  }

  @Test
  void an_input_that_is_not_there_is_a_mistake() {
    CommandLine done = load();

    assertThat(done.code()).as(done.err()).isEqualTo(2);
    assertThat(done.complaints())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("Input path does not exist", "/in"));
  }

  @Test
  void an_index_name_that_no_server_takes_is_a_mistake() throws IOException {
    write("a.json", "{\"n\":1}\n");

    CommandLine done = sluice("load", "--input", dir + "/in", "--index", "Über Alles");

    assertThat(done.code()).as(done.err()).isEqualTo(2);
    assertThat(done.complaints().get(0)).contains("sluice.index is \"Über Alles\"");
  }

  @Test
  void a_cluster_that_cannot_be_reached_is_named_in_one_line() throws IOException {
    write("a.json", "{\"n\":1}\n");

    CommandLine done =
        sluice(
            "load",
            "--input",
            dir.resolve("in").toString(),
            "--index",
            index.name(),
            "--nodes",
            "http://127.0.0.1:1",
            "-D",
            "sluice.job.dir=" + dir.resolve("job"));

    assertThat(done.code()).isEqualTo(3);
    assertThat(done.complaints())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("127.0.0.1:1"));
  }

  @Test
  void load_needs_no_HBase_on_the_classpath() throws Exception {
    write("a.json", documents(0, 10));

    CommandLine done =
        CommandLine.sluiceWith(entry -> !entry.contains("hbase"), command("--id", "field:url"));

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(index.count()).isEqualTo(10);
  }

  @Test
  void table_says_that_it_needs_HBase() throws Exception {
    Path mapping = Files.writeString(dir.resolve("a.mapping"), "title = p:title\n", UTF_8);

    CommandLine done =
        CommandLine.sluiceWith(
            entry -> !entry.contains("hbase"),
            "table",
            "--table",
            "t",
            "--index",
            index.name(),
            "--mapping",
            mapping.toString());

    assertThat(done.code()).as(done.err()).isEqualTo(2);
    assertThat(done.complaints())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("HBase is not on the class path"));
  }

  @Test
  void the_version_names_HBase_only_where_it_is() throws Exception {
    CommandLine done = CommandLine.sluiceWith(entry -> !entry.contains("hbase"), "--version");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out().lines()).contains("HBase not on the class path");
  }
}
