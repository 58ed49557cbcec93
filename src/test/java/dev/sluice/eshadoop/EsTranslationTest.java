package dev.sluice.eshadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EsTranslationTest {

  private static EsTranslation ofWriting(Map<String, String> keys) {
    return EsTranslation.ofWriting(keys, key -> null);
  }

  @Test
  void a_job_without_their_keys_is_left_alone() {
    EsTranslation translation = ofWriting(Map.of());

    assertThat(translation.settings()).isEmpty();
    assertThat(translation.secrets()).isEmpty();
    assertThat(translation.notes()).isEmpty();
    assertThat(translation.warnings()).isEmpty();
    assertThat(translation.problems()).isEmpty();
  }

  @Test
  void the_resource_to_write_to_goes_before_the_general_one() {
    EsTranslation translation =
        ofWriting(Map.of("es.resource", "general", "es.resource.write", " own "));

    assertThat(translation.settings()).containsEntry("sluice.index", "own");
  }

  @Test
  void a_setting_of_ours_wins_over_their_key_and_that_is_said() {
    Map<String, String> ours = Map.of("sluice.index", "ours");

    EsTranslation translation = EsTranslation.ofWriting(Map.of("es.resource", "theirs"), ours::get);

    assertThat(translation.settings()).doesNotContainKey("sluice.index");
    assertThat(translation.notes())
        .contains("es.resource is ignored because sluice.index is also set");
  }

  @Test
  void an_unknown_key_is_named_together_with_the_one_that_was_meant() {
    EsTranslation translation = ofWriting(Map.of("es.resuorce", "pages", "es.nonsense.it.is", "1"));

    assertThat(translation.warnings())
        .containsExactly(
            "es.nonsense.it.is is not a key of elasticsearch-hadoop and has no effect",
            "es.resuorce is not a key of elasticsearch-hadoop and has no effect; did you mean"
                + " es.resource?");
  }

  @Test
  void a_key_without_effect_is_named_with_the_reason() {
    assertThat(ofWriting(Map.of("es.spark.dataframe.write.null", "true")).warnings())
        .containsExactly(
            "es.spark.dataframe.write.null has no effect: it is a key of"
                + " elasticsearch-spark.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "false", "0", "off", "no", "FALSE", " no "})
  void some_words_are_false(String word) {
    assertThat(EsBoolean.read(word)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "on", "yes", "nope", "-"})
  void anything_else_is_true(String word) {
    assertThat(EsBoolean.read(word)).isTrue();
  }

  @Test
  void no_key_stands_in_the_table_twice() {
    List<String> names = EsKeys.ALL.stream().map(EsKey::name).toList();

    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void every_key_says_what_becomes_of_it_in_sentences() {
    assertThat(EsKeys.ALL)
        .allSatisfy(key -> assertThat(key.doc()).as(key.name()).matches("(?s).+\\."));
  }
}
