package dev.sluice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The README is short, links lead somewhere, and each page begins with something to run. */
class PagesTest {

  private static final Path README = Path.of("README.md");
  private static final Path DOCS = Path.of("src/docs");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern TO_RUN =
      Pattern.compile(
          "(?m)^```\\w*\\n(?:package |export |(?:sluice|hadoop|hdfs|mvn|scripts/[\\w-]+)\\b)");
  private static final Pattern COPIED =
      Pattern.compile("(?ms)^<!-- file: (\\S+) -->\\n```java\\n(.*?)^```$");
  private static final Pattern VERSION_BUILT =
      Pattern.compile("<artifactId>sluice</artifactId>\\s*<version>([^<]+)<");
  private static final Pattern VERSION_NAMED =
      Pattern.compile(
          "\\bsluice(?:[:-]|</artifactId>\\s*<version>)(\\d+\\.\\d+\\.\\d+(?:-SNAPSHOT)?)");
  private static final Pattern NAMED = Pattern.compile("src/docs/[\\w/-]+\\.md");

  /** Pages of the website that shows the repository, not files of it. */
  private static final String WEBSITE = "../../actions/";

  @BeforeAll
  static void refresh() throws IOException {
    if (System.getProperty("sluice.refresh") != null) {
      for (Path page : tasks()) {
        Files.writeString(page, COPIED.matcher(text(page)).replaceAll(PagesTest::copy), UTF_8);
      }
    }
  }

  private static String copy(MatchResult copied) {
    String file = copied.group(1);
    return Matcher.quoteReplacement(
        "<!-- file: " + file + " -->\n```java\n" + text(Path.of(file)) + "```");
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(README, Path.of("CHANGELOG.md")));
    for (Path root : List.of(DOCS, Path.of(".github"))) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  private static List<Path> tasks() throws IOException {
    try (Stream<Path> files = Files.list(DOCS)) {
      return files
          .filter(file -> file.toString().endsWith(".md") && !file.endsWith("README.md"))
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String prose(Path page) {
    return BLOCK.matcher(text(page)).replaceAll("");
  }

  private static Stream<String> brokenLinks(Path page) {
    return LINK.matcher(prose(page))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.contains("://") && !link.startsWith(WEBSITE))
        .filter(link -> !leadsSomewhere(page, link))
        .map(link -> page + ": " + link);
  }

  private static boolean leadsSomewhere(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  /** As the website that shows the repository makes them. */
  private static List<String> anchors(Path page) {
    return HEADING
        .matcher(prose(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void every_link_leads_to_a_file_and_a_heading_that_exist() throws IOException {
    assertThat(pages().stream().flatMap(PagesTest::brokenLinks)).isEmpty();
  }

  /** The archives have these pages in docs/, and nothing of the repository above but the README. */
  @Test
  void pages_for_users_link_to_nothing_that_the_archives_lack() throws IOException {
    List<String> outside =
        tasks().stream()
            .flatMap(page -> LINK.matcher(prose(page)).results())
            .map(link -> link.group(1))
            .filter(link -> link.startsWith("../") && !link.startsWith("../../README.md"))
            .toList();

    assertThat(outside).isEmpty();
  }

  @Test
  void the_README_has_at_most_150_lines_1200_words_and_118_characters_a_line() {
    String readme = text(README);

    assertThat(readme.lines()).hasSizeLessThanOrEqualTo(150);
    assertThat(readme.split("\\s+")).hasSizeLessThanOrEqualTo(1_200);
    assertThat(readme.lines()).allMatch(line -> line.length() <= 118);
  }

  @Test
  void each_page_has_a_command_or_a_program_in_its_first_25_lines() throws IOException {
    assertThat(tasks())
        .hasSizeGreaterThan(10)
        .allMatch(
            page ->
                TO_RUN.matcher(String.join("\n", text(page).lines().limit(25).toList())).find());
  }

  @Test
  void the_version_in_file_names_and_coordinates_is_the_one_that_is_built() throws IOException {
    String built =
        VERSION_BUILT.matcher(text(Path.of("pom.xml"))).results().findFirst().get().group(1);
    List<String> named = new ArrayList<>();
    for (Path page : pages()) {
      VERSION_NAMED.matcher(text(page)).results().forEach(name -> named.add(name.group(1)));
    }

    assertThat(named).hasSizeGreaterThan(3).containsOnly(built);
  }

  @Test
  void the_index_of_pages_names_each_page() throws IOException {
    String index = text(DOCS.resolve("README.md"));

    assertThat(tasks()).allMatch(page -> index.contains("(" + page.getFileName() + ")"));
  }

  @Test
  void a_program_that_a_page_takes_from_a_file_is_the_one_in_the_file() throws IOException {
    List<String> stale =
        tasks().stream()
            .flatMap(page -> COPIED.matcher(text(page)).results())
            .filter(copy -> !text(Path.of(copy.group(1))).equals(copy.group(2)))
            .map(copy -> copy.group(1))
            .toList();

    assertThat(stale).as("stale; refresh by mvn test -Dtest=PagesTest -Dsluice.refresh").isEmpty();
    assertThat(text(DOCS.resolve("testing.md"))).containsPattern(COPIED);
  }

  @Test
  void a_page_that_the_code_names_exists() throws IOException {
    List<Path> named = new ArrayList<>();
    for (String root : List.of("src/main", "src/bench", "src/demo", "src/test", "scripts")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files
            .filter(file -> file.toString().matches(".*\\.(java|sh)|scripts/[\\w-]+"))
            .flatMap(file -> NAMED.matcher(text(file)).results())
            .forEach(page -> named.add(Path.of(page.group())));
      }
    }

    assertThat(named).isNotEmpty().allMatch(Files::exists);
  }
}
