package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Awaiting;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The archives, unpacked and run by somebody who has nothing but a JRE, or a Hadoop besides. */
final class DistributionIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  private static final int DOCUMENTS = 20;

  /** Until a process in the background has made an archive of classes. */
  private static final Duration MOST = Duration.ofMinutes(2);

  private static Distribution machine;
  private static Path standalone;
  private static Path bin;

  private final Index index = SERVER.index("dist");

  @BeforeAll
  static void unpack() throws Exception {
    machine = Distribution.create();
    String nodes = "sluice.nodes=" + SERVER.url() + "\n";
    standalone =
        machine.unpack("standalone", nodes + "hadoop.tmp.dir=" + machine.directory("tmp") + "\n");
    bin = machine.unpack("bin", nodes);
  }

  @AfterAll
  static void delete() throws IOException {
    machine.close();
  }

  @AfterEach
  void drop() {
    index.close();
  }

  private static CommandLine run(Path home, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    return machine.run(environment, home.resolve("bin/sluice"), List.of(args));
  }

  private static Map<String, String> with(Path javaHome, String... more) {
    Map<String, String> environment = new HashMap<>(Map.of("JAVA_HOME", javaHome.toString()));
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  private static void assertDone(CommandLine run) {
    assertThat(run.code()).as("%s%n%s", run.out(), run.err()).isZero();
    assertThat(run.err()).doesNotContain("WARN").doesNotContain("Exception");
  }

  private static void assertRefused(CommandLine run, int code, String... words) {
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).startsWith("sluice: ").contains(words);
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(code);
  }

  private static String lines() {
    return IntStream.range(0, DOCUMENTS)
        .mapToObj(i -> "{\"id\":\"" + i + "\",\"title\":\"t" + i + "\"}\n")
        .collect(Collectors.joining());
  }

  private long count() {
    SERVER.rest().post("/" + index + "/_refresh", "");
    return index.count();
  }

  // ---------------------------------------------------------------- The archives

  @Test
  void the_archives_hold_programs_jars_configuration_documentation_and_licences()
      throws IOException {
    for (Path home : List.of(bin, standalone)) {
      assertThat(home.getFileName().toString()).matches("sluice-[0-9].*");
      assertThat(files(home))
          .contains("LICENSE", "NOTICE", "CHANGELOG.md", "README.md", "docs/settings.md")
          .contains("conf/sluice.properties", "conf/log4j.properties")
          .contains("share/completion/sluice.bash", "bin/sluice")
          .contains("lib/" + home.getFileName() + ".jar")
          .contains("lib/" + home.getFileName() + "-drop-in.jar");
      assertThat(Files.isExecutable(home.resolve("bin/sluice"))).isTrue();
      assertThat(Files.readString(home.resolve("README.md")))
          .contains(
              "## Install\n\nUnpacked an archive? `bin/sluice --version`", "](docs/failures.md)")
          .doesNotContain("scripts/demo", "mvn package", "badge", ".github", "<!-- repository");
    }
    String notice = Files.readString(standalone.resolve("NOTICE"));
    assertThat(files(standalone).stream().filter(file -> file.startsWith("lib/hadoop/")))
        .allMatch(jar -> notice.contains(":" + jar.replaceAll(".*/|-[0-9].*", "")));
    assertThat(files(bin)).noneMatch(file -> file.startsWith("lib/hadoop/"));
    assertThat(files(standalone).stream().filter(file -> file.startsWith("lib/hadoop/")))
        .hasSize(10)
        .noneMatch(file -> file.matches(".*(test|mini|junit|mockito).*"));
  }

  private static List<String> files(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> home.relativize(file).toString())
          .toList();
    }
  }

  @Test
  void links_between_pages_lead_to_pages_of_the_archive() throws IOException {
    List<String> broken = new ArrayList<>();
    for (String page : files(bin).stream().filter(file -> file.endsWith(".md")).toList()) {
      Path file = bin.resolve(page);
      Matcher link =
          Pattern.compile("\\]\\((?!http)([^)#\\s]+\\.md)").matcher(Files.readString(file));
      while (link.find()) {
        boolean ofSources = link.group(1).contains(".github/");
        if (!ofSources && !Files.exists(file.resolveSibling(link.group(1)).normalize())) {
          broken.add(page + " -> " + link.group(1));
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void the_completion_is_a_script_that_bash_understands() throws Exception {
    CommandLine run =
        machine.run(
            Map.of(),
            Path.of("/bin/bash"),
            List.of(
                "-c",
                "source \"$0\" && complete -p sluice",
                bin.resolve("share/completion/sluice.bash").toString()));

    assertThat(run.out()).as(run.err()).contains("_complete_sluice");
  }

  // ---------------------------------------------------------------- A JRE alone

  @Test
  void help_is_all_that_help_prints_on_the_oldest_and_the_newest_Java_here() throws Exception {
    for (Path java : List.of(JAVA_HOME, Jdk.newest().orElseThrow().home())) {
      CommandLine run = run(standalone, with(java), "--help");

      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out()).contains("table", "load", "dump");
      assertThat(run.err()).isEmpty();
    }
  }

  @Test
  void a_file_is_loaded_without_a_home_through_a_link_and_read_back() throws Exception {
    Path link = Files.createSymbolicLink(machine.directory("links").resolve("s"), standalone);
    Path input = machine.file("some lines.json", lines());
    Map<String, String> noHome =
        with(
            JAVA_HOME,
            "HOME",
            "",
            "TMPDIR",
            machine.directory("instead of home").toString(),
            "LC_ALL",
            "C",
            "SLUICE_HEAP",
            "512m");

    CommandLine load =
        run(link, noHome, "load", "--input", input.toString(), "--index", index.name());

    assertDone(load);
    assertThat(count()).isEqualTo(DOCUMENTS);

    Path output = machine.directory("home").resolve("dump");
    CommandLine dump =
        run(
            standalone,
            with(Jdk.newest().orElseThrow().home()),
            "dump",
            "--index",
            index.name(),
            "--output",
            output.toString());

    assertDone(dump);
    assertThat(documents(output)).isEqualTo(DOCUMENTS);
  }

  private static long documents(Path dump) throws IOException {
    long documents = 0;
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(dump, "part*.gz")) {
      for (Path part : parts) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(part))) {
          documents += new String(in.readAllBytes(), UTF_8).lines().count();
        }
      }
    }
    return documents;
  }

  @Test
  void a_table_is_loaded_with_the_jars_of_the_archive_on_the_newest_Java() throws Exception {
    List<String> args = new ArrayList<>(List.of("table", "--table", table(), "--mapping"));
    args.add(machine.file("rows.mapping", "title = p:title\n").toString());
    args.addAll(List.of("--index", index.name()));
    args.addAll(HBaseCluster.shared().options());

    CommandLine load =
        run(standalone, with(Jdk.newest().orElseThrow().home()), args.toArray(new String[0]));

    assertDone(load);
    assertThat(count()).isEqualTo(DOCUMENTS);
  }

  private static String table() throws IOException {
    try (Table table = HBaseCluster.shared().create("distributed", null, "p")) {
      for (int i = 0; i < DOCUMENTS; i++) {
        table.put(
            new Put(Bytes.toBytes("row" + i))
                .addColumn(Bytes.toBytes("p"), Bytes.toBytes("title"), Bytes.toBytes("t" + i)));
      }
    }
    return "distributed";
  }

  @Test
  void a_later_load_takes_its_classes_from_an_archive_and_ignores_one_that_is_spoilt()
      throws Exception {
    try (Distribution plain = Distribution.in("sluice-dist")) {
      String properties =
          "sluice.nodes=" + SERVER.url() + "\nhadoop.tmp.dir=" + plain.directory("tmp") + "\n";
      Path home = plain.unpack("standalone", properties);
      // As if it had been unpacked and run some minutes ago.
      for (File jar : home.resolve("lib").toFile().listFiles()) {
        Files.setLastModifiedTime(jar.toPath(), minutesAgo(4));
      }
      Path cache = plain.directory("cache");

      assertDone(load(plain, home, ""));
      Path noted = archived(cache, ".classes").orElseThrow();
      Files.setLastModifiedTime(noted, minutesAgo(2));
      assertDone(load(plain, home, ""));
      Awaiting.until("archive", MOST, () -> archived(cache, ".jsa").isPresent());
      CommandLine third = load(plain, home, "-Xlog:class+load");
      Path archive = archived(cache, ".jsa").orElseThrow();
      Files.delete(archive);
      Files.write(archive, new byte[9000]);
      CommandLine spoilt = load(plain, home, "");

      assertDone(third);
      assertThat(third.out()).contains("dev.sluice.cli.Sluice source: shared objects file");
      assertDone(spoilt);
      assertThat(spoilt.out()).startsWith("read ");
      assertThat(spoilt.err()).isEmpty();
    }
  }

  private CommandLine load(Distribution plain, Path home, String options)
      throws IOException, InterruptedException {
    Path input = plain.file("archived.json", lines());
    return plain.run(
        with(
            JAVA_HOME,
            "SLUICE_CLASS_ARCHIVE",
            "true",
            "XDG_CACHE_HOME",
            plain.directory("cache").toString(),
            "HADOOP_CLIENT_OPTS",
            options),
        home.resolve("bin/sluice"),
        List.of("load", "--input", input.toString(), "--index", index.name()));
  }

  private static FileTime minutesAgo(int minutes) {
    return FileTime.from(Instant.now().minus(Duration.ofMinutes(minutes)));
  }

  private static Optional<Path> archived(Path cache, String ending) {
    File[] files = cache.resolve("sluice").toFile().listFiles();
    return Arrays.stream(files)
        .filter(file -> file.getName().startsWith("load-") && file.getName().endsWith(ending))
        .map(File::toPath)
        .findFirst();
  }

  // ---------------------------------------------------------------- Hadoop on the machine

  @Test
  void a_table_is_loaded_by_the_Hadoop_and_HBase_on_the_PATH() throws Exception {
    Path hbaseConf = machine.directory("hbase conf");
    Files.writeString(
        hbaseConf.resolve("hbase-site.xml"), HadoopOnPath.xml(HBaseCluster.shared().address()));
    Path mapping = machine.file("hadoop.mapping", "title = p:title\n");
    String command =
        "'%s' table --table %s --mapping '%s' --index %s"
            .formatted(bin.resolve("bin/sluice"), table(), mapping, index);

    CommandLine load =
        HadoopOnPath.built(machine.directory("hadoop"))
            .run(
                machine.directory("home"), command, Map.of("HBASE_CONF_DIR", hbaseConf.toString()));

    assertDone(load);
    assertThat(count()).isEqualTo(DOCUMENTS);
  }

  private static final String ECHOING_HADOOP =
      "echo \"$$ $* | $HADOOP_CLIENT_OPTS | $HADOOP_CLASSPATH\"; exit ${CODE:-0}";

  @Test
  void Hadoop_is_given_heap_log_level_and_class_path_and_its_exit_code_is_passed_on()
      throws Exception {
    String path = machine.path(Map.of("hadoop", ECHOING_HADOOP, "hbase", "echo from-hbase.jar"));

    for (int code : List.of(0, 1, 2, 3, 130, 143)) {
      CommandLine run =
          run(
              bin,
              with(
                  JAVA_HOME,
                  "PATH",
                  path,
                  "CODE",
                  String.valueOf(code),
                  "SLUICE_HEAP",
                  "3g",
                  "SLUICE_LOG_LEVEL",
                  "DEBUG",
                  "HADOOP_CLASSPATH",
                  "/mine.jar",
                  "HADOOP_CLIENT_OPTS",
                  "-Dmy=option"),
              "table",
              "a b");

      assertThat(run.code()).as(run.err()).isEqualTo(code);
      assertThat(run.out())
          .contains("jar " + bin + "/lib/" + bin.getFileName() + ".jar table a b |")
          .contains("-Xmx3g", "-Dsluice.log.level=DEBUG", "-Dmy=option")
          .contains("/mine.jar:", "from-hbase.jar");
    }
  }

  @Test
  void Java_is_given_heap_log_level_and_class_path_where_there_is_no_Hadoop() throws Exception {
    Map<String, String> environment =
        new HashMap<>(Map.of("PATH", machine.path(Map.of("java", "echo \"$*\"; exit ${CODE:-0}"))));
    environment.putAll(Map.of("SLUICE_HEAP", "3g", "SLUICE_LOG_LEVEL", "DEBUG"));
    environment.putAll(
        Map.of("HADOOP_CLASSPATH", "/mine.jar", "HADOOP_CLIENT_OPTS", "-Dmy=option"));
    environment.put("HADOOP_CONF_DIR", "/conf of hadoop");

    CommandLine run = run(standalone, environment, "load", "a b");
    environment.put("SLUICE_LOCAL", "true");
    CommandLine local = run(standalone, environment, "load");

    assertThat(run.out())
        .as(run.err())
        .contains("-Xmx3g", "-Dsluice.log.level=DEBUG", "-Dmy=option", "/lib/hadoop/*:/mine.jar")
        .contains("-cp /conf of hadoop:")
        .contains("dev.sluice.cli.Sluice load a b");
    assertThat(local.out()).contains("-Xmx3g").doesNotContain("/conf of hadoop");
  }

  @Test
  void the_process_that_a_user_interrupts_is_that_of_Hadoop_or_Java() throws Exception {
    Map<String, String> hadoop =
        with(JAVA_HOME, "PATH", machine.path(Map.of("hadoop", ECHOING_HADOOP)));
    Map<String, String> java = Map.of("PATH", machine.path(Map.of("java", "echo $$ >&2; echo $$")));

    assertThat(startedAndPrinted(bin, hadoop)).isTrue();
    assertThat(startedAndPrinted(standalone, java)).isTrue();
  }

  private static boolean startedAndPrinted(Path home, Map<String, String> environment)
      throws Exception {
    Process process =
        machine.process(environment, home.resolve("bin/sluice"), List.of("settings")).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return printed.startsWith(String.valueOf(process.pid()));
  }

  @Test
  void Hadoop_is_found_by_its_home_and_left_alone_when_told_so() throws Exception {
    String path = machine.path(Map.of("hadoop", ECHOING_HADOOP));
    String home = path.substring(0, path.indexOf(':'));
    Path hadoop = machine.directory("hadoop home");
    Files.createSymbolicLink(hadoop.resolve("bin"), Path.of(home));

    assertThat(run(bin, with(JAVA_HOME, "HADOOP_HOME", hadoop.toString()), "settings").out())
        .contains(" jar ");
    CommandLine local =
        run(standalone, with(JAVA_HOME, "PATH", path, "SLUICE_LOCAL", "true"), "--version");
    assertThat(local.out()).as(local.err()).contains("Hadoop 3.4");
  }

  // ---------------------------------------------------------------- What may be missing

  @Test
  void without_Hadoop_the_small_archive_names_the_other_one() throws Exception {
    assertRefused(run(bin, with(JAVA_HOME), "--help"), 2, "hadoop", "-standalone.tar.gz");
  }

  @Test
  void without_Java_the_message_says_so() throws Exception {
    assertRefused(run(standalone, Map.of(), "--help"), 2, "Java was not found", "JAVA_HOME");
    assertRefused(
        run(standalone, Map.of("JAVA_HOME", "/no/where"), "--help"), 2, "/no/where", "JAVA_HOME");
    assertRefused(
        run(bin, Map.of("PATH", machine.path(Map.of("hadoop", "exit 1"))), "--help"),
        2,
        "does not find Java");
  }

  @Test
  void a_Java_that_is_too_old_is_named() throws Exception {
    String path = machine.path(Map.of("java", "echo 'java version \"1.7.0_80\"' >&2"));

    assertRefused(run(standalone, Map.of("PATH", path), "--help"), 2, "is Java 7", "Java 8");
  }

  @Test
  void a_variable_with_a_wrong_value_is_named_before_anything_runs() throws Exception {
    for (String variable : List.of("SLUICE_HEAP", "SLUICE_LOG_LEVEL", "SLUICE_CONF_DIR")) {
      assertRefused(
          run(standalone, with(JAVA_HOME, variable, "much"), "--help"), 2, variable, "much");
    }
  }

  @Test
  void an_HBase_that_fails_to_name_its_jars_stops_the_command_for_tables_alone() throws Exception {
    String path =
        machine.path(
            Map.of(
                "hadoop", ECHOING_HADOOP, "hbase", "echo 'Could not find main class' >&2; exit 1"));

    assertRefused(
        run(bin, with(JAVA_HOME, "PATH", path), "table"),
        2,
        "mapredcp",
        "Could not find main class");
    assertThat(run(bin, with(JAVA_HOME, "PATH", path), "load").code()).isZero();
  }

  @Test
  void a_Hadoop_without_MapReduce_is_named() throws Exception {
    Path common = machine.directory("hadoop common");
    String jars =
        CommandLine.classpath(jar -> jar.matches(".*/(hadoop-common|slf4j|reload4j)-[^/]*jar"));
    for (String jar : jars.split(System.getProperty("path.separator"), -1)) {
      Files.copy(Path.of(jar), common.resolve(Path.of(jar).getFileName()));
    }
    String hadoop =
        "exec '%s' -cp \"$2:%s/*\" dev.sluice.cli.Sluice"
            .formatted(JAVA_HOME.resolve("bin/java"), common);

    assertRefused(
        run(bin, with(JAVA_HOME, "PATH", machine.path(Map.of("hadoop", hadoop))), "--help"),
        2,
        "no MapReduce");
  }

  // ---------------------------------------------------------------- A checkout

  @Test
  void a_checkout_builds_when_it_must_says_so_and_takes_what_is_there_otherwise() throws Exception {
    Path checkout = machine.checkout();
    Path sluice = checkout.resolve("scripts/sluice");
    String failing =
        machine.path(Map.of("mvn", "echo '[ERROR] Unknown host repo.maven.apache.org'; exit 1"));
    String building =
        machine.path(
            Map.of(
                "mvn",
                "mkdir -p target/dist/lib && cp -r '%s' target/dist/lib && cp '%s'/*.jar target"
                    .formatted(standalone.resolve("lib/hadoop"), standalone.resolve("lib"))));

    CommandLine notOurs = machine.run(with(JAVA_HOME, "PATH", building), sluice, List.of());
    machine.giveAway(checkout);
    CommandLine noMaven = machine.run(with(JAVA_HOME), sluice, List.of("--help"));
    CommandLine offline = machine.run(with(JAVA_HOME, "PATH", failing), sluice, List.of("--help"));
    CommandLine first =
        machine.run(with(JAVA_HOME, "PATH", building), sluice, List.of("--version"));
    CommandLine second =
        machine.run(with(JAVA_HOME, "PATH", failing, "LC_ALL", "C"), sluice, List.of("--version"));

    assertRefused(notOurs, 3, "target cannot be written to");
    assertRefused(noMaven, 3, "Maven", "JDK 17");
    assertThat(offline.code()).isEqualTo(3);
    assertThat(offline.err().lines()).hasSize(2);
    assertThat(offline.err()).contains("building", "needs Maven Central", "sluice-build.log");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err().lines()).hasSize(1);
    assertThat(second.out()).as(second.err()).isEqualTo(first.out()).contains("Hadoop 3.4");
    assertThat(second.err()).isEmpty();

    machine.file("check out/src/main/Newer.java", "");
    CommandLine stale = machine.run(with(JAVA_HOME, "PATH", failing), sluice, List.of("--version"));
    machine.makeReadOnly(checkout.resolve("target"));
    CommandLine readOnly =
        machine.run(with(JAVA_HOME, "PATH", failing), sluice, List.of("--version"));

    assertThat(stale.code()).isEqualTo(3);
    assertThat(readOnly.out()).as(readOnly.err()).isEqualTo(first.out());
    assertThat(readOnly.err()).isEmpty();
  }
}
