package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The page has each message that can end a submission, with its cause and cure, and no message that
 * is gone. A row has the words of a message by which it is found, not always all of it.
 */
class TroubleshootingPageTest {

  private static final Path PAGE = Path.of("src/docs/troubleshooting.md");
  private static final String BEGINNING = "\n## Messages that end a submission\n";
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*`) \\| (.*) \\| (.*) \\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Fewer would match messages of other kinds. */
  private static final int FEWEST_LETTERS = 10;

  private static Map<String, String> messages;
  private static List<MatchResult> rows;
  private static List<String> entries;

  @BeforeAll
  static void read() throws IOException {
    messages = SubmitMessages.read();
    rows = ROW.matcher(Files.readString(PAGE).split(BEGINNING)[1]).results().toList();
    entries =
        rows.stream()
            .flatMap(row -> CODE.matcher(row.group(1)).results())
            .map(code -> code.group(1))
            .toList();
  }

  /** Whether the pieces of an entry, between its {@code …}, are in the message in this order. */
  private static boolean matches(String entry, String message) {
    int from = 0;
    for (String piece : entry.split("…")) {
      int at = message.indexOf(piece.trim(), from);
      if (at < 0) {
        return false;
      }
      from = at + piece.trim().length();
    }
    return true;
  }

  @Test
  void every_message_that_can_end_a_submission_is_on_the_page() {
    assertThat(messages).hasSizeGreaterThan(150);
    assertThat(messages.keySet())
        .filteredOn(message -> entries.stream().noneMatch(entry -> matches(entry, message)))
        .as("messages without a row: add one, with cause and cure")
        .isEmpty();
  }

  @Test
  void every_row_has_words_of_a_message_that_exists() {
    assertThat(entries)
        .filteredOn(entry -> messages.keySet().stream().noneMatch(text -> matches(entry, text)))
        .as("rows whose message is gone or has other words")
        .isEmpty();
  }

  @Test
  void every_row_has_words_to_search_for_a_cause_and_a_cure() {
    assertThat(entries)
        .doesNotHaveDuplicates()
        .allMatch(entry -> SubmitMessages.letters(entry) >= FEWEST_LETTERS);
    assertThat(rows).allMatch(row -> !row.group(2).isBlank() && !row.group(3).isBlank());
  }
}
