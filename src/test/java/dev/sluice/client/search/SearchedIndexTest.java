package dev.sluice.client.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.cluster.JsonTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchedIndexTest {

  private static SearchedIndex index(String settings, String defaults, String source) {
    return SearchedIndex.of(
        tree("{\"settings\":{" + settings + "},\"defaults\":{" + defaults + "}}"),
        tree("{" + source + "}"));
  }

  private static JsonTree tree(String json) {
    return JsonTree.parse(json.replace('\'', '"').getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'enabled':false| | true",
        "'mode':'disabled'| | true",
        "'enabled':true| | false",
        "## | 'index.mapping.source.mode':'DISABLED' | true",
        "## | 'index.mapping.source.mode':'STORED' | false"
      })
  void an_index_without_source_is_known(String source, String defaults, boolean without) {
    assertThat(index("", defaults == null ? "" : defaults, source).isWithoutSource())
        .isEqualTo(without);
  }

  @Test
  void what_is_not_the_document_as_it_was_indexed_is_said() {
    assertThat(index("", "", "").deviation()).isEmpty();
    assertThat(index("", "", "'excludes':['a.*','b'],'includes':['c']").deviation().get())
        .contains("_source.excludes: a.*, b", "_source.includes: c");
    assertThat(index("", "", "'mode':'synthetic'").deviation().get()).contains("synthetic");
    assertThat(index("", "'index.mapping.source.mode':'SYNTHETIC'", "").deviation()).isPresent();
    assertThat(index("'index.mapping.source.mode':'synthetic'", "", "").deviation()).isPresent();
    assertThat(index("'index.mode':'time_series'", "", "").deviation()).isPresent();
    assertThat(
            index("'index.mode':'time_series'", "'index.mapping.source.mode':'STORED'", "")
                .deviation())
        .isEmpty();
  }

  @Test
  void a_refresh_that_may_come_long_after_is_known() {
    assertThat(index("", "'index.refresh_interval':'1s'", "").lateRefresh()).isEmpty();
    assertThat(index("'index.refresh_interval':'1s'", "", "").lateRefresh()).isEmpty();
    assertThat(index("'index.refresh_interval':'-1'", "", "").lateRefresh()).contains("-1");
    assertThat(index("'index.refresh_interval':'30s'", "", "").lateRefresh()).contains("30s");
  }

  @Test
  void a_page_is_never_larger_than_the_usual_window() {
    assertThat(index("'index.max_result_window':'700'", "", "").window()).isEqualTo(700);
    assertThat(index("'index.max_result_window':'50000'", "", "").window()).isEqualTo(10_000);
    assertThat(index("", "", "").window()).isEqualTo(10_000);
  }
}
