package dev.sluice.hbase.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.testing.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page on tables shows mappings that there are. */
class MappingPageTest {

  private static final Pattern SECTION = Pattern.compile("(?ms)^## Write a mapping$(.*?)^## ");
  private static final Pattern LINE = Pattern.compile("(?m)^\\| `([^`]+ [^`]+)` \\|");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```$");

  private static String section() throws IOException {
    String page = Files.readString(Path.of("src/docs/loading-tables.md"), UTF_8);
    return SECTION.matcher(page).results().findFirst().orElseThrow().group(1);
  }

  static List<String> lines() throws IOException {
    return LINE.matcher(section()).results().map(line -> line.group(1)).toList();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void a_line_that_is_shown_can_be_given(String line) {
    assertThatCode(() -> RowMapping.parse(line)).doesNotThrowAnyException();
  }

  @Test
  void the_whole_mapping_that_is_shown_makes_a_document() throws Exception {
    String lines = BLOCK.matcher(section()).results().findFirst().orElseThrow().group(1);

    RowDocument document =
        new RowEncoder(RowMapping.parse(lines))
            .encode(Rows.row("a").with("p:url", "u").with("h:Server", "x").result());

    assertThat(new String(document.toWritable().source(), UTF_8))
        .isEqualTo("{\"url\":\"u\",\"header\":{\"Server\":\"x\"}}");
  }

  @Test
  void lines_are_found() throws IOException {
    assertThat(lines()).hasSizeGreaterThan(20);
  }
}
