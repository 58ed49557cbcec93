package dev.sluice.hbase.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SinceTimeTest {

  private static final long NOW = Instant.parse("2026-11-27T05:00:00Z").toEpochMilli();

  private static String at(String text) {
    return Instant.ofEpochMilli(SinceTime.parse(text).at(NOW)).toString();
  }

  @Test
  void a_time_is_a_date_a_moment_a_duration_or_milliseconds() {
    assertThat(at("2026-11-26Z")).isEqualTo("2026-11-26T00:00:00Z");
    assertThat(at("2026-11-26+02:00")).isEqualTo("2026-11-25T22:00:00Z");
    assertThat(at("2026-11-26T22:00Z")).isEqualTo("2026-11-26T22:00:00Z");
    assertThat(at("2026-11-26T22:00:00.5+01:00")).isEqualTo("2026-11-26T21:00:00.500Z");
    assertThat(at("2026-11-26T22:00:00+01:00[Europe/Berlin]")).isEqualTo("2026-11-26T21:00:00Z");
    assertThat(at("2h")).isEqualTo("2026-11-27T03:00:00Z");
    assertThat(at("1D")).isEqualTo("2026-11-26T05:00:00Z");
    assertThat(at("1795730400000")).isEqualTo("2026-11-26T22:00:00Z");
    assertThat(SinceTime.parse("LAST").isLast()).isTrue();
  }

  @Test
  void a_text_without_unit_or_zone_is_no_time() {
    for (String text :
        List.of("2", "1795730400", "2026-11-26", "2026-11-26T22:00:00", "2 hours", "2w", "-2h")) {
      assertThatThrownBy(() -> SinceTime.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_time_in_the_future_or_before_1970_is_refused() {
    assertThatThrownBy(() -> SinceTime.parse("2026-11-27T05:00:01Z").at(NOW))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "sluice.hbase.since is \"2026-11-27T05:00:01Z\", which is in the future: the region"
                + " servers' time is 2026-11-27T05:00:00Z");
    assertThatThrownBy(() -> SinceTime.parse("99999d").at(NOW))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("before 1970");
  }

  @Test
  void only_a_duration_and_last_depend_on_when_the_job_is_submitted() {
    assertThat(SinceTime.parse("2h").fixed()).isEmpty();
    assertThat(SinceTime.parse("last").fixed()).isEmpty();
    assertThat(SinceTime.parse("1795730400000").fixed()).hasValue(1795730400000L);
  }
}
