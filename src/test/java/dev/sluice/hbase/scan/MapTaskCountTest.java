package dev.sluice.hbase.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapTaskCountTest {

  @Test
  void the_key_takes_a_number_or_auto_and_says_one_a_region_by_default() {
    assertThat(HBaseSettings.MAPPERS.read(key -> "10")).isEqualTo(MapTaskCount.of(10));
    assertThat(HBaseSettings.MAPPERS.read(key -> "AUTO")).isEqualTo(MapTaskCount.auto());
    assertThat(HBaseSettings.MAPPERS.read(key -> null)).isEqualTo(MapTaskCount.perRegion());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "100001", "many", "1.5"})
  void anything_else_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HBaseSettings.MAPPERS.read(key -> text))
        .withMessage(
            "sluice.hbase.mappers is \""
                + text
                + "\" but must be a whole number from 1 to 100000, or auto");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "auto"})
  void the_text_of_a_value_reads_back(String text) {
    assertThat(MapTaskCount.parse(text)).hasToString(text);
  }
}
