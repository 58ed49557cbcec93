package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InFlightTest {

  @Test
  void a_number_is_meant_exactly() {
    InFlight four = InFlight.parse(" 4 ");

    assertThat(four.most()).isEqualTo(4);
    assertThat(four.isAdaptive()).isFalse();
    assertThat(four.capped(1)).isSameAs(four);
  }

  @Test
  void auto_has_a_bound_that_can_be_given_and_lowered() {
    assertThat(InFlight.parse("auto").most()).isEqualTo(8);
    assertThat(InFlight.parse("auto:16").most()).isEqualTo(16);
    assertThat(InFlight.parse("auto:16").isAdaptive()).isTrue();
    assertThat(InFlight.parse("auto").capped(3)).hasToString("auto:3");
    assertThat(InFlight.parse("auto").capped(1_000_000_000_000L)).hasToString("auto:8");
    assertThat(InFlight.parse("auto").capped(0)).hasToString("auto:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65", "auto:0", "auto:65", "auto:", "automatic", "-1", ""})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> InFlight.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
