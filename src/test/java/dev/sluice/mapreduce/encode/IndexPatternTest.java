package dev.sluice.mapreduce.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.json.ByteSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexPatternTest {

  private static final String DOCUMENT =
      "{\"tag\":\"news\",\"n\":5,\"b\":true,\"o\":{\"x\":\"deep\"},\"t\":\"2017-10-06T00:00:00Z\","
          + "\"upper\":\"ABC\",\"nothing\":null,\"list\":[1]}";

  private static String name(String pattern) throws RecordRefusedException {
    byte[] json = DOCUMENT.getBytes(UTF_8);
    return IndexPattern.of(pattern).orElseThrow().nameFor(ByteSlice.of(json, 0, json.length));
  }

  @ParameterizedTest
  @CsvSource({
    "{tag}-x, news-x",
    "pages-{tag}-{n}, pages-news-5",
    "x-{b}, x-true",
    "x-{o.x}, x-deep",
    "pages-{t|yyyy.MM}, pages-2017.10",
    "{tag}-{t|yyyy-MM-dd}, news-2017-10-06"
  })
  void a_name_is_made_of_the_document(String pattern, String name) throws RecordRefusedException {
    assertThat(name(pattern)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "x-{missing}, no field",
    "x-{nothing}, no field",
    "x-{list}, no field",
    "x-{upper}, invalid index name",
    "x-{tag|yyyy}, is not a date"
  })
  void a_document_that_makes_no_name_is_refused(String pattern, String why) {
    assertThatThrownBy(() -> name(pattern))
        .isInstanceOf(RecordRefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void a_plain_name_is_no_pattern() {
    assertThat(IndexPattern.of("pages")).isEmpty();
    assertThat(IndexPattern.check("pages")).contains("pages");
    assertThat(IndexPattern.check("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pages|{tag}", "a b", "x-{t|nonsense}", "x-{", "pages/{tag}/y", "Logs-{tag}"})
  void what_no_index_can_be_called_is_refused(String text) {
    assertThatThrownBy(() -> IndexPattern.check(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void all_its_indices_have_one_wildcard() {
    assertThat(IndexPattern.wildcard("pages-{tag}{n}-{t|yyyy}")).isEqualTo("pages-*-*");
  }

  @Test
  void a_year_of_the_week_is_told_from_a_year() {
    assertThat(IndexPattern.hasYearOfWeek("x-{t|YYYY-MM-dd}")).isTrue();
    assertThat(IndexPattern.hasYearOfWeek("x-{t|yyyy-MM-dd}")).isFalse();
    assertThat(IndexPattern.hasYearOfWeek("x-{t|YYYY-'w'ww}")).isFalse();
    assertThat(IndexPattern.hasYearOfWeek("YYYY-{t}")).isFalse();
  }
}
