package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of failures names a test for each, and every test of the fault suite. */
class FailuresPageTest {

  private static final Path PAGE = Path.of("src/docs/failures.md");
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
  private static final Pattern TEST =
      Pattern.compile("@(?:Parameterized)?Test\\b[\\s\\S]*?\\n +void (\\w+)\\(");

  private static Map<String, String> sources() throws IOException {
    try (Stream<Path> tests = Files.walk(Path.of("src/test/java"));
        Stream<Path> integration = Files.walk(Path.of("src/it/java"))) {
      return Stream.concat(tests, integration)
          .filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  FailuresPageTest::read));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> testsIn(String type, String source) {
    List<String> tests = new ArrayList<>();
    Matcher test = TEST.matcher(source);
    while (test.find()) {
      tests.add(type + "." + test.group(1));
    }
    return tests;
  }

  private static List<String> testsOf(
      Map<String, String> sources, Function<String, Boolean> which) {
    return sources.entrySet().stream()
        .filter(source -> which.apply(source.getKey()))
        .flatMap(source -> testsIn(source.getKey(), source.getValue()).stream())
        .toList();
  }

  private static List<String> named() throws IOException {
    return NAMED
        .matcher(Files.readString(PAGE))
        .results()
        .map(found -> found.group(1) + "." + found.group(2))
        .toList();
  }

  @Test
  void every_test_that_it_names_exists() throws IOException {
    List<String> all = testsOf(sources(), type -> true);

    assertThat(named()).isNotEmpty().isSubsetOf(all);
  }

  @Test
  void it_names_every_test_of_the_fault_suite() throws IOException {
    List<String> faults = testsOf(sources(), type -> type.endsWith("FaultIT"));

    assertThat(faults).isNotEmpty().isSubsetOf(named());
  }

  @Test
  void every_row_names_a_test() throws IOException {
    String tables = Files.readString(PAGE).split("\n## Failures one by one\n")[1];

    assertThat(tables.lines())
        .filteredOn(line -> line.startsWith("|") && !line.matches("\\|(-+\\|)+|.*\\| Test \\|"))
        .allMatch(line -> NAMED.matcher(line).find());
  }
}
