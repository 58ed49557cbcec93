package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sluice.config.Setting;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The pages are generated, and this test says when they are stale. They also pin every default:
 * changing one shows up in a page.
 */
class AllSettingsTest {

  private static final Path PAGE = Path.of("src/docs/settings.md");
  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- settings -->";
  private static final String END = "<!-- /settings -->";
  private static final String REFRESH =
      "stale; refresh by mvn test -Dtest=AllSettingsTest -Dsluice.refresh and commit the change";

  @BeforeAll
  static void refresh() throws IOException {
    if (System.getProperty("sluice.refresh") != null) {
      Files.writeString(PAGE, page(), UTF_8);
      if (Files.exists(README)) {
        String readme = Files.readString(README, UTF_8);
        String before = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length());
        String after = readme.substring(readme.indexOf(END));
        Files.writeString(README, before + "\n" + shortTable() + after, UTF_8);
      }
    }
  }

  private static String page() {
    return new SettingsTable(AllSettings.ALL).page();
  }

  private static String shortTable() {
    return new SettingsTable(
            AllSettings.ALL.stream().filter(Setting::isCommon).collect(Collectors.toList()))
        .shortTable();
  }

  @Test
  void every_setting_of_the_code_is_registered() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sluice");
    List<String> missing =
        classes.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getRawType().isEquivalentTo(Setting.class))
            .filter(field -> field.getModifiers().toString().contains("STATIC"))
            .filter(field -> !AllSettings.ALL.contains(value(field)))
            .map(JavaField::getFullName)
            .collect(Collectors.toList());

    assertThat(missing).isEmpty();
  }

  private static Object value(JavaField field) {
    try {
      java.lang.reflect.Field reflected = field.reflect();
      reflected.setAccessible(true);
      return reflected.get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(field.getFullName(), e);
    }
  }

  @Test
  void keys_are_unique_and_of_one_form() {
    List<String> keys = AllSettings.ALL.stream().map(Setting::key).collect(Collectors.toList());

    assertThat(keys).doesNotHaveDuplicates();
    assertThat(keys)
        .allMatch(key -> key.matches("sluice(\\.[a-z][a-z0-9]*(-[a-z0-9]+)*)+"), "form");
  }

  @Test
  void every_setting_says_what_it_means_in_sentences() {
    assertThat(AllSettings.ALL)
        .allSatisfy(
            setting -> assertThat(setting.doc()).as(setting.key()).matches("(?s)[A-Z].*\\."));
  }

  @Test
  void every_default_is_a_value_that_its_own_setting_takes() {
    assertThat(AllSettings.ALL).allSatisfy(setting -> setting.read(key -> null));
  }

  @Test
  void the_page_of_settings_is_fresh() throws IOException {
    assertThat(Files.readString(PAGE, UTF_8)).as(REFRESH).isEqualTo(page());
  }

  static boolean hasReadme() {
    return Files.exists(README);
  }

  @Test
  @EnabledIf("hasReadme")
  void the_table_of_the_README_is_fresh() throws IOException {
    assertThat(Files.readString(README, UTF_8))
        .as(REFRESH)
        .contains(BEGIN + "\n" + shortTable() + END);
  }

  @Test
  void a_settings_table_escapes_what_a_cell_cannot_hold() {
    Setting<?> odd = Setting.text("sluice.odd", "a|b").doc("One | other.").common();

    Stream<String> lines = new SettingsTable(List.of(odd)).shortTable().lines();

    assertThat(lines).contains("| `sluice.odd` | `a\\|b` | One \\| other. |");
  }

  @Test
  void the_properties_file_sets_nothing_until_a_key_is_uncommented() throws IOException {
    String text = new SettingsTable(AllSettings.ALL).properties();

    assertThat(properties(text)).isEmpty();
    assertThat(properties(text.replaceAll("(?m)^#(?! )", "")))
        .containsExactlyInAnyOrderEntriesOf(
            AllSettings.ALL.stream().collect(Collectors.toMap(Setting::key, Setting::fallback)));
    assertThat(text.lines()).allMatch(line -> line.isEmpty() || line.startsWith("#"));
  }

  private static Properties properties(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    return properties;
  }
}
