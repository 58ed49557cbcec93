package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The commands that the README, the pages and the help show are commands that there are. */
class DocumentedCommandsTest {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$");

  private static final Pattern COMMAND =
      Pattern.compile("\\s*(?:\\$ )?(?:hadoop jar sluice\\.jar|scripts/sluice|sluice) (\\w.*)");

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(#.*)|(\\S+)");

  static List<String> commands() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> docs = Files.walk(Path.of("src/docs"))) {
      Stream<Path> pages = docs.filter(file -> file.toString().endsWith(".md"));
      for (Path page : Stream.concat(Stream.of(Path.of("README.md")), pages).sorted().toList()) {
        BLOCK.matcher(Files.readString(page)).results().forEach(block -> texts.add(block.group(1)));
      }
    }
    CommandLine sluice = Sluice.commandLine(Ticker.system());
    texts.add(String.join("\n", sluice.getCommandSpec().usageMessage().footer()));
    for (CommandLine command : sluice.getSubcommands().values()) {
      String[] footer = command.getCommandSpec().usageMessage().footer();
      texts.add(String.join("\n", footer).replace("%%", "%"));
    }
    return texts.stream()
        .flatMap(text -> text.replaceAll("\\\\\\n\\s*", "").lines())
        .map(COMMAND::matcher)
        .filter(Matcher::matches)
        .map(command -> command.group(1))
        .filter(command -> !command.contains("…"))
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_command_that_is_shown_can_be_given(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      if (word.group(2) == null) {
        words.add(word.group(1) == null ? word.group(3) : word.group(1));
      }
    }

    assertThatCode(
            () -> Sluice.commandLine(Ticker.system()).parseArgs(words.toArray(new String[0])))
        .doesNotThrowAnyException();
  }

  @Test
  void commands_are_found_in_the_pages_and_in_the_help() throws IOException {
    assertThat(commands()).hasSizeGreaterThan(15);
  }
}
