package dev.sluice.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexLocationTest {

  @Test
  void a_place_is_a_cluster_and_an_index() {
    IndexLocation place =
        IndexLocation.parse("--to", "https://a:9200/prefix,https://b:9200/prefix/pages-{}");

    assertThat(place.nodes()).contains("https://a:9200/prefix,https://b:9200/prefix");
    assertThat(place.index()).isEqualTo("pages-{}");
  }

  @Test
  void an_index_alone_is_in_the_cluster_that_other_options_name() {
    IndexLocation place = IndexLocation.parse("--from", "pages,logs-*");

    assertThat(place.nodes()).isEmpty();
    assertThat(place.index()).isEqualTo("pages,logs-*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://es-1:9200", "http://es-1:9200/", "es-1/pages", ""})
  void what_is_neither_is_told_by_the_option(String text) {
    assertThatThrownBy(() -> IndexLocation.parse("--from", text))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("--from is \"" + text + "\" but must be URL/INDEX");
  }
}
