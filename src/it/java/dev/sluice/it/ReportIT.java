package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a load, of real ones, in a real browser. */
final class ReportIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final int DOCUMENTS = 20_000;
  private static final int BAD = 3;

  /** Elasticsearch measures {@code took} with a clock that ticks each 200 ms (its issue 148334). */
  private static final long MILLIS_OF_TICK = 200;

  private static final String HOSTILE = "</script><img src=x onerror=document.title='broken'>";

  @TempDir static Path dir;

  private static Index index;
  private static CommandLine done;
  private static String json;

  /** Loads documents; some are rejected, with ids that would be markup. */
  @BeforeAll
  static void load() throws IOException {
    index =
        SERVER
            .index("report")
            .create("{\"mappings\":{\"properties\":{\"n\":{\"type\":\"integer\"}}}}");
    Path input = Files.createDirectories(dir.resolve("in"));
    Files.writeString(input.resolve("a.json"), documents(0, DOCUMENTS / 2, 0));
    Files.writeString(input.resolve("b.json"), documents(DOCUMENTS / 2, DOCUMENTS, BAD));
    done =
        sluice(
            command(input, dir.resolve("job"), "--report", dir.resolve("copy").toString())
                .toArray(new String[0]));
    json = Files.readString(dir.resolve("copy/report.json"));
  }

  @AfterAll
  static void drop() {
    index.close();
  }

  private static List<String> command(Path input, Path job, String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("load", "--input", input.toString(), "--id", "field:id"));
    args.addAll(List.of("--nodes", SERVER.url(), "--index", index.name()));
    args.addAll(List.of("-D", "sluice.job.dir=" + job, "-D", "sluice.bulk.actions=500"));
    args.addAll(List.of("--errors-max", "" + BAD));
    args.addAll(Arrays.asList(more));
    return args;
  }

  private static String documents(int from, int to, int bad) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                i < to - bad
                    ? "{\"id\":\"d%d\",\"n\":%d}\n".formatted(i, i)
                    : "{\"id\":\"%s%d\",\"n\":\"x\"}\n".formatted(HOSTILE, i))
        .collect(Collectors.joining());
  }

  private static long number(String report, String pattern) {
    Matcher found = Pattern.compile(pattern + "(\\d+)").matcher(report);
    assertThat(found.find()).as("%s in %s", pattern, report).isTrue();
    return Long.parseLong(found.group(1));
  }

  private static long committed(String name) {
    return number(json, "\"committed\":\\{[^}]*\"" + name + "\":");
  }

  /** The sum of a list of the series. */
  private static long series(String name) {
    Matcher list = Pattern.compile("\"series\":.*?\"" + name + "\":\\[([\\d,-]*)]").matcher(json);
    assertThat(list.find()).as(name).isTrue();
    return Arrays.stream(list.group(1).split(",", -1)).mapToLong(Long::parseLong).sum();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  @Test
  void the_summary_ends_with_the_path_of_the_report() {
    assertThat(done.code()).as(done.err()).isEqualTo(1);
    assertThat(done.out().lines().toList())
        .last()
        .isEqualTo(
            "report: " + dir.resolve("copy/report.html").toUri().toString().replace("///", "/"));
    assertThat(dir.resolve("job/report.html")).exists();
    assertThat(dir.resolve("copy"))
        .isDirectoryContaining("glob:**/report.html")
        .isDirectoryNotContaining("glob:**/.*.crc");
  }

  @Test
  void the_counts_equal_the_counters_and_the_sums_of_the_series() {
    assertThat(done.out()).contains("indexed " + pad(grouped(committed("indexed")), 22));
    assertThat(committed("given")).isEqualTo(DOCUMENTS);
    assertThat(committed("rejected")).isEqualTo(BAD);
    assertThat(series("documents")).isEqualTo(DOCUMENTS);
    assertThat(series("rejected")).isEqualTo(BAD);
    assertThat(series("requests")).isEqualTo(committed("bulk_requests"));
    assertThat(series("bytes")).isEqualTo(committed("bulk_bytes"));
    assertThat(number(json, "\"latency\":\\{\"count\":")).isEqualTo(committed("bulk_requests"));
    assertThat(number(json, "\"errors\":\\[\\{\"type\":\"document_parsing_exception\",\"count\":"))
        .isEqualTo(BAD);
  }

  private static String pad(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  @Test
  void the_time_of_the_tasks_is_accounted_for() {
    long writers =
        LongStream.of(
                series("source_ms"),
                series("encoding_ms"),
                series("memory_ms"),
                series("answers_ms"),
                series("paused_ms"))
            .sum();
    long tasks = series("task_ms");

    assertThat(writers).isBetween(tasks * 7 / 10, tasks + 100);
    assertThat(series("server_ms"))
        .isBetween(0L, series("requests_ms") + series("requests") * MILLIS_OF_TICK);
    assertThat(series("in_flight_ms")).isPositive();
  }

  @Test
  void the_page_shows_the_figures_in_a_browser_without_a_request_or_an_error() throws Exception {
    assumeTrue(
        Browser.driver().isPresent(),
        "not run: chromium and chromedriver are not installed (Debian: chromium chromium-driver)");
    Path page = dir.resolve("copy/report.html");
    try (Browser browser = Browser.start()) {
      browser.open(page, 1280, 2400, false);
      assertThat(browser.evaluate("document.documentElement.dataset.ready")).isEqualTo("true");
      for (String name : List.of("given", "indexed", "rejected", "bulk_requests", "bulk_bytes")) {
        assertThat(browser.text("ledger-committed-" + name))
            .as(name)
            .isEqualTo(grouped(committed(name)));
      }
      assertThat(browser.text("documents")).isEqualTo(grouped(committed("indexed")));
      assertThat(browser.text("state")).isEqualTo("succeeded");
      assertThat(browser.text("errors")).contains(HOSTILE, "document_parsing_exception");
      assertThat(browser.evaluate("document.title"))
          .isEqualTo("load " + index + " – Sluice report");
      assertThat(browser.evaluate("document.images.length")).isEqualTo("0");
      assertThat(browser.evaluate("document.querySelectorAll('canvas').length")).isEqualTo("6");
      assertFits(browser, page, 1280, false);
      assertFits(browser, page, 480, false);
      assertFits(browser, page, 1280, true);
      assertThat(browser.log("browser")).isEmpty();
      assertThat(browser.log("performance"))
          .filteredOn(message -> message.contains("\"Network.requestWillBeSent\""))
          .filteredOn(message -> message.contains("\"documentURL\":\"file://")) // not of the tab
          .isNotEmpty()
          .allMatch(
              message ->
                  message.contains("\"url\":\"" + page.toUri())
                      || message.contains("\"url\":\"data:"));
    }
  }

  /** Nothing is wider than the window; the picture is for people. */
  private static void assertFits(Browser browser, Path page, int width, boolean dark)
      throws IOException, InterruptedException {
    browser.open(page, width, 2400, dark);
    assertThat(browser.evaluate("document.documentElement.scrollWidth"))
        .as("width of the page in a window of " + width)
        .isEqualTo("" + width);
    assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(dark ? "rgb(18, 22, 28)" : "rgb(245, 246, 248)");
    browser.picture(Path.of("target/report-" + width + (dark ? "-dark" : "") + ".png"));
  }

  @Test
  void a_job_that_fails_has_a_report_too() throws IOException {
    Path input = dir.resolve("bad.json");
    Files.writeString(input, documents(0, 100, BAD + 1));
    Path job = dir.resolve("failed-job");

    CommandLine failed = sluice(command(input, job).toArray(new String[0]));

    assertThat(failed.code()).isEqualTo(3);
    assertThat(failed.out()).contains("report: file:" + job.resolve("report.html"));
    String report = Files.readString(job.resolve("report.json"));
    assertThat(report).contains("\"state\":\"FAILED\"");
    assertThat(number(report, "\"failed\":\\{[^}]*\"rejected\":")).isEqualTo(BAD + 1);
  }

  @Test
  void a_load_that_is_killed_has_a_report_of_what_its_tasks_did() throws Exception {
    Path input = dir.resolve("long.json");
    Files.writeString(input, documents(0, 300_000, 0), UTF_8);
    Path job = dir.resolve("killed-job");
    List<String> args = ShortJvm.command();
    args.addAll(List.of("-cp", CommandLine.classpath(entry -> true), "dev.sluice.cli.Sluice"));
    args.addAll(command(input, job, "-D", "sluice.bulk.in-flight=1"));
    args.set(args.indexOf("sluice.bulk.actions=500"), "sluice.bulk.actions=10");
    Process load =
        new ProcessBuilder(args)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("out").toFile())
            .start();
    try {
      Awaiting.until(
          "the first figures of a task",
          Duration.ofMinutes(2),
          () -> Files.exists(job.resolve("running")) && isWritten(job.resolve("running")));
    } finally {
      load.destroyForcibly().waitFor();
    }

    CommandLine report = sluice("report", job.toString(), "--output", dir.resolve("k").toString());

    assertThat(report.code()).as(report.err()).isZero();
    assertThat(report.out())
        .contains("not ended; last report of a task", "unfinished")
        .endsWith("report: file:" + dir.resolve("k/report.html") + "\n");
    String killed = Files.readString(dir.resolve("k/report.json"));
    assertThat(number(killed, "\"unfinished\":\\{[^}]*\"indexed\":")).isPositive();
    assertThat(sluice("report", job.toString(), "--json").out()).isEqualTo(killed + "\n");
  }

  private static boolean isWritten(Path running) {
    try (var files = Files.list(running)) {
      return files.anyMatch(
          file -> file.toString().endsWith(".json") && file.toFile().length() > 9);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void what_is_no_directory_of_a_load_is_named() throws IOException {
    Path empty = Files.createDirectories(dir.resolve("empty"));

    CommandLine nothing = sluice("report", dir.resolve("nothing").toString());
    CommandLine other = sluice("report", empty.toString());

    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.complaints())
        .containsExactly(
            "sluice: JOB_DIR is \""
                + dir.resolve("nothing")
                + "\", but it does not exist: there is no file:"
                + dir.resolve("nothing")
                + ". A job creates its directory when it starts: .sluice/JOB_ID in the home"
                + " directory of its user, or sluice.job.dir");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.complaints()).hasSize(1).first().asString().contains("neither job.json nor");
    assertThat(empty).isEmptyDirectory();
  }
}
