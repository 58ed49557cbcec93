package dev.sluice.cli.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sluice.client.http.Secrets;
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

/**
 * The pages are generated, and this test says when they are stale. They also pin every default:
 * changing one shows up in a page.
 */
class AllSettingsTest {

  private static final Path PAGE = Path.of("src/docs/settings.md");
  private static final String EVERYDAY = "<!-- everyday keys -->\n";
  private static final String ALL = "<!-- all keys -->\n";
  private static final String SECRETS = "<!-- secrets -->\n";
  private static final String REFRESH =
      "stale; refresh by mvn test -Dtest=AllSettingsTest -Dsluice.refresh and commit the change";

  @BeforeAll
  static void refresh() throws IOException {
    if (System.getProperty("sluice.refresh") != null) {
      String page = Files.readString(PAGE, UTF_8);
      page = filled(page, EVERYDAY, everyday());
      page = filled(page, ALL, new SettingsTable(AllSettings.ALL).table());
      Files.writeString(PAGE, filled(page, SECRETS, secrets()), UTF_8);
    }
  }

  /** A page with another table between a mark and the empty line that ends the old table. */
  private static String filled(String page, String mark, String table) {
    int begin = page.indexOf(mark) + mark.length();
    int end = page.indexOf("\n\n", begin);
    return page.substring(0, begin) + table + (end < 0 ? "" : page.substring(end + 1));
  }

  private static String everyday() {
    return new SettingsTable(
            AllSettings.ALL.stream().filter(Setting::isCommon).collect(Collectors.toList()))
        .shortTable();
  }

  private static String secrets() {
    return Secrets.NAMES.stream()
        .map(name -> "| `" + name + "` | `" + Secrets.twin(name) + "` |\n")
        .collect(Collectors.joining("", "| Secret | For reading only |\n|---|---|\n", ""));
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
  void no_description_has_a_long_sentence_or_letters_that_a_plain_terminal_lacks() {
    assertThat(AllSettings.ALL)
        .allSatisfy(
            setting -> {
              assertThat(setting.doc().split("(?<=[.:;]) "))
                  .as(setting.key())
                  .allMatch(sentence -> sentence.split(" ").length <= 25, "at most 25 words");
              assertThat(setting.doc()).as(setting.key()).isASCII();
            });
  }

  @Test
  void every_default_is_a_value_that_its_own_setting_takes() {
    assertThat(AllSettings.ALL).allSatisfy(setting -> setting.read(key -> null));
  }

  @Test
  void the_tables_of_the_page_of_settings_are_fresh() throws IOException {
    assertThat(Files.readString(PAGE, UTF_8))
        .as(REFRESH)
        .contains(EVERYDAY + everyday())
        .contains(ALL + new SettingsTable(AllSettings.ALL).table())
        .contains(SECRETS + secrets());
  }

  @Test
  void a_settings_table_escapes_what_a_cell_cannot_hold() {
    Setting<?> odd = Setting.text("sluice.odd", "a|b").doc("One | other, <text>.").common();

    Stream<String> lines = new SettingsTable(List.of(odd)).shortTable().lines();

    assertThat(lines).contains("| `sluice.odd` | `a\\|b` | One \\| other, &lt;text>. |");
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
