package dev.sluice.cli.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.http.Secrets;
import dev.sluice.config.Setting;
import dev.sluice.eshadoop.EsKey;
import dev.sluice.eshadoop.EsKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of the keys of elasticsearch-hadoop is generated, and leads to settings there are. */
class EsKeysPageTest {

  private static final Path PAGE = Path.of("src/docs/coming-from-elasticsearch-hadoop.md");
  private static final String BEGIN = "<!-- es-keys -->\n";
  private static final String END = "<!-- /es-keys -->";

  @BeforeAll
  static void refresh() throws IOException {
    if (System.getProperty("sluice.refresh") != null) {
      String page = Files.readString(PAGE, UTF_8);
      String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
      Files.writeString(PAGE, before + table() + page.substring(page.indexOf(END)), UTF_8);
    }
  }

  private static String table() {
    return "| Key | Default there | What becomes of it |\n|---|---|---|\n"
        + EsKeys.ALL.stream().map(EsKeysPageTest::row).collect(Collectors.joining());
  }

  private static String row(EsKey key) {
    String names =
        Stream.concat(Stream.of(key.name()), key.older().stream())
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", formerly "));
    String fallback = key.fallback().isEmpty() ? "" : "`" + key.fallback() + "`";
    String doc = (fate(key) + key.doc() + settings(key)).replace("|", "\\|");
    return "| " + names + " | " + fallback + " | " + doc + " |\n";
  }

  private static String fate(EsKey key) {
    return switch (key.fate()) {
      case KEPT -> "";
      case OURS -> "**Ours:** ";
      case IGNORED -> "**No effect:** ";
      case REFUSED -> "**Refused:** ";
    };
  }

  private static String settings(EsKey key) {
    return key.becomes().isEmpty()
        ? ""
        : key.becomes().stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", ", " → ", ""));
  }

  @Test
  void the_table_of_keys_is_fresh() throws IOException {
    assertThat(Files.readString(PAGE, UTF_8))
        .as("stale; refresh by mvn test -Dtest=EsKeysPageTest -Dsluice.refresh")
        .contains(BEGIN + table() + END);
  }

  @Test
  void every_key_becomes_settings_and_secrets_that_there_are() {
    Set<String> ours = AllSettings.ALL.stream().map(Setting::key).collect(Collectors.toSet());
    ours.addAll(Secrets.NAMES);

    assertThat(EsKeys.ALL)
        .allSatisfy(key -> assertThat(ours).as(key.name()).containsAll(key.becomes()));
  }
}
