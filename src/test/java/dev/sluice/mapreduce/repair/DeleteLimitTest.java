package dev.sluice.mapreduce.repair;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteLimitTest {

  @Test
  void a_limit_is_a_number_or_a_part_of_the_index() {
    assertThatCode(() -> DeleteLimit.parse("10").check(10, 1)).doesNotThrowAnyException();
    assertThatCode(() -> DeleteLimit.parse("1%").check(3, 399)).doesNotThrowAnyException();
    assertThatCode(() -> DeleteLimit.parse("0.5%").check(0, 10)).doesNotThrowAnyException();
    assertThatThrownBy(() -> DeleteLimit.parse("10").check(11, 1))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("11 documents would be deleted")
        .hasMessageContaining("--max-deletes) is 10.");
    assertThatThrownBy(() -> DeleteLimit.parse("1%").check(4, 399))
        .hasMessageContaining("is 1%, which is 3 of 399 documents");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "101%", "1 %", "many", "1.5", "%"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> DeleteLimit.parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("\"" + text + "\"");
  }
}
