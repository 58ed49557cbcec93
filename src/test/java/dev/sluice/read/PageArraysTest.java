package dev.sluice.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageArraysTest {

  private static final int MOST = 16 << 10;

  private final PageArrays arrays =
      PageArrays.reused(ReadOptions.read(Settings.from(Map.of("sluice.read.memory", "64kb")::get)));

  @ParameterizedTest
  @CsvSource({"1000, true", "1031, true", "1032, false", "980, true", "900, false", "0, false"})
  void the_array_of_a_page_serves_one_of_about_the_same_size(int next, boolean same) {
    byte[] first = arrays.apply(1000);
    assertThat(first).hasSize(1031);
    arrays.done(first);

    assertThat(arrays.apply(next) == first).isEqualTo(same);
    assertThat(arrays.apply(1000)).as("a second one").isNotSameAs(first);
  }

  @Test
  void one_array_is_kept() {
    byte[] first = arrays.apply(1000);
    byte[] second = arrays.apply(1000);
    assertThat(second).isNotSameAs(first);
    arrays.done(first);
    arrays.done(second);

    assertThat(arrays.apply(1000)).isSameAs(second);
    assertThat(arrays.apply(1000)).isNotSameAs(first);
  }

  @Test
  void no_array_is_longer_than_a_page_may_be_unless_the_page_is() {
    assertThat(arrays.apply(MOST)).hasSize(MOST);
    byte[] longer = arrays.apply(MOST + 1);
    assertThat(longer).hasSize(MOST + 1);
    arrays.done(longer);

    assertThat(arrays.apply(MOST + 1)).isNotSameAs(longer);
  }

  @Test
  void fresh_arrays_are_exact_and_never_used_again() {
    PageArrays fresh = PageArrays.fresh();
    byte[] first = fresh.apply(1000);
    fresh.done(first);

    assertThat(first).hasSize(1000);
    assertThat(fresh.apply(1000)).isNotSameAs(first);
  }
}
