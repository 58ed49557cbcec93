package dev.sluice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What users compile against: the types that carry a mark, and nothing else. Most other types are
 * public for the sake of other packages alone. Every signature stands in a file, so that a change
 * of one is meant.
 */
class PublicApiTest {

  private static final Path GOLDEN = Path.of("src/test/resources/api.txt");
  private static final String REFRESH =
      "the API changed; if that is meant, mvn test -Dtest=PublicApiTest -Dsluice.refresh";

  private static final Pattern OURS = Pattern.compile("\\bdev\\.sluice(?:\\.[a-z]+)*\\.[A-Z]\\w*");
  private static final Pattern PROGRAM = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

  private static final List<Class<?>> API = Api.types();

  @BeforeAll
  static void refresh() throws IOException {
    if (System.getProperty("sluice.refresh") != null) {
      Files.writeString(GOLDEN, signatures(), UTF_8);
    }
  }

  private static String signatures() {
    return API.stream()
        .flatMap(type -> Api.lines(type).stream())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void every_signature_is_as_it_was() throws IOException {
    assertThat(signatures()).as(REFRESH).isEqualTo(Files.readString(GOLDEN, UTF_8));
  }

  @Test
  void no_type_is_reached_that_is_not_for_others() {
    Map<String, Object> reached = new TreeMap<>();
    for (Class<?> type : API) {
      if (!Api.reached(type).isEmpty()) {
        reached.put(type.getName(), Api.reached(type));
      }
    }

    assertThat(reached).isEmpty();
  }

  @Test
  void a_mark_says_for_whom_and_how_stable() {
    assertThat(API)
        .filteredOn(type -> type.getEnclosingClass() == null)
        .allMatch(type -> type.isAnnotationPresent(InterfaceStability.Evolving.class))
        .allMatch(
            type ->
                type.isAnnotationPresent(InterfaceAudience.Public.class)
                    != type.isAnnotationPresent(InterfaceAudience.LimitedPrivate.class));
  }

  @Test
  void the_pages_of_Javadoc_are_those_of_the_marked_types() throws IOException {
    Pattern included = Pattern.compile("<sourceFileInclude>(.*?)\\.java</sourceFileInclude>");

    assertThat(found(included, Files.readString(Path.of("pom.xml"), UTF_8)))
        .containsExactlyInAnyOrderElementsOf(
            API.stream()
                .filter(type -> type.getEnclosingClass() == null)
                .map(type -> type.getName().replace('.', '/'))
                .toList());
  }

  @Test
  void the_demo_uses_nothing_else() {
    List<String> others =
        new ClassFileImporter()
            .importPackages("dev.sluice.demo").stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(type -> type.getPackageName().startsWith("dev.sluice"))
                .filter(type -> !type.getPackageName().matches("dev\\.sluice\\.(demo|it)"))
                .filter(type -> !isForUsers(type.reflect()))
                .map(JavaClass::getName)
                .distinct()
                .collect(Collectors.toList());

    assertThat(others).isEmpty();
  }

  @Test
  void the_programs_of_the_pages_use_nothing_else() throws IOException {
    List<String> programs = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/docs"))) {
      for (Path page : Stream.concat(Stream.of(Path.of("README.md")), files).toList()) {
        if (page.toString().endsWith(".md")) {
          programs.addAll(found(PROGRAM, Files.readString(page, UTF_8)));
        }
      }
    }

    assertThat(programs).hasSizeGreaterThan(5).flatExtracting(PublicApiTest::internal).isEmpty();
  }

  @Test
  void the_pipeline_uses_nothing_else() throws IOException {
    String program = Files.readString(Path.of("src/it/pipeline/Pipeline.java"), UTF_8);

    assertThat(internal(program)).isEmpty();
  }

  /** The names of our types in a program that are not for its author. */
  private static List<String> internal(String program) {
    return found(OURS, program).stream().filter(name -> !isForUsers(load(name))).toList();
  }

  private static List<String> found(Pattern what, String text) {
    Matcher matcher = what.matcher(text);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(matcher.groupCount()));
    }
    return found;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApiTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new LinkageError(name, e);
    }
  }

  private static boolean isForUsers(Class<?> type) {
    return Api.isMarked(type) && !type.isAnnotationPresent(InterfaceAudience.LimitedPrivate.class);
  }
}
