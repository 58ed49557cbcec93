package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

  private enum Mode {
    ROW_RANGE,
    OFF
  }

  private final Map<String, String> given = new HashMap<>();

  private <T> T read(Setting<T> setting, String text) {
    given.put(setting.key(), text);
    return setting.read(given::get);
  }

  @Test
  void a_value_out_of_bounds_is_refused_with_key_text_bounds_and_default() {
    Setting<Integer> setting = Setting.whole("sluice.bulk.in-flight", 4, 1, 64);

    assertThatThrownBy(() -> read(setting, "0"))
        .hasMessage(
            "sluice.bulk.in-flight is \"0\" but must be a whole number from 1 to 64 (default 4)");
    assertThatThrownBy(() -> read(setting, "many"))
        .hasMessage(
            "sluice.bulk.in-flight is \"many\" but must be a whole number from 1 to 64 (default"
                + " 4)");
  }

  @Test
  void a_default_is_read_as_if_the_user_had_written_it() {
    assertThat(Setting.whole("k", 4, 1, 64).read(key -> null)).isEqualTo(4);
    assertThat(Setting.list("k", "a, b ,,c").read(key -> null)).containsExactly("a", "b", "c");
    assertThat(Setting.text("k").read(key -> null)).isEmpty();
    assertThat(Setting.choice("k", Mode.class, Mode.OFF).fallback()).isEqualTo("off");
  }

  @ParameterizedTest
  @CsvSource({"500ms, 500", "30s, 30000", "15m, 900000", "2 h, 7200000", "1D, 86400000"})
  void durations_have_units(String text, long millis) {
    assertThat(read(Setting.duration("k", "1s", "1ms", "1d"), text))
        .isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "s", "-1s", "1.5s", "2d", ""})
  void what_is_no_duration_or_out_of_bounds_is_refused(String text) {
    assertThatThrownBy(() -> read(Setting.duration("k", "1s", "1ms", "1d"), text))
        .hasMessage(
            "k is \""
                + text
                + "\" but must be a duration from 1ms to 1d, such as 500ms, 30s, 15m or 2h"
                + " (default 1s)");
  }

  @ParameterizedTest
  @CsvSource({"512b, 512", "512, 512", "64kb, 65536", "5mb, 5242880", "1GB, 1073741824"})
  void sizes_have_units(String text, long bytes) {
    assertThat(read(Setting.size("k", "1kb", "1b", "1tb"), text))
        .isEqualTo(DataSize.ofBytes(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0b", "1b", "1023b", "1kb", "5mb", "1025mb", "3tb"})
  void a_size_reads_back_what_it_prints(String text) {
    assertThat(DataSize.parse(text)).hasToString(text);
  }

  @Test
  void a_choice_is_written_in_lower_case_with_hyphens() {
    Setting<Mode> setting = Setting.choice("k", Mode.class, Mode.OFF);

    assertThat(read(setting, "row-range")).isEqualTo(Mode.ROW_RANGE);
    assertThatThrownBy(() -> read(setting, "rows"))
        .hasMessage("k is \"rows\" but must be one of row-range, off (default off)");
  }

  @Test
  void a_switch_is_true_or_false_and_nothing_else() {
    Setting<Boolean> setting = Setting.flag("k", true);

    assertThat(read(setting, "False")).isFalse();
    assertThatThrownBy(() -> read(setting, "yes"))
        .hasMessage("k is \"yes\" but must be true or false (default true)");
  }

  @Test
  void every_problem_is_reported_at_once() {
    given.put("a", "x");
    given.put("b", "y");
    Settings settings = Settings.from(given::get);
    settings.get(Setting.whole("a", 1, 1, 2));
    settings.get(Setting.flag("b", false));
    settings.problem("c and d contradict each other");

    assertThatThrownBy(settings::check)
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems()).hasSize(3))
        .hasMessage(
            """
            a is "x" but must be a whole number from 1 to 2 (default 1)
            b is "y" but must be true or false (default false)
            c and d contradict each other""");
  }

  @Test
  void a_secret_does_not_print() {
    Secret secret = Secret.of("swordfish");

    assertThat(List.of(secret).toString() + Optional.of(secret)).doesNotContain("swordfish");
    assertThat(secret.reveal()).isEqualTo("swordfish");
  }
}
