package dev.sluice.mapreduce.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected here is what elasticsearch-hadoop 8.19 was seen to make of the same. */
class DateNameTest {

  @ParameterizedTest
  @CsvSource({
    "2005-12-31T10:20:30.000Z, 2005-12-31",
    "2017-01-01T00:30:00+05:00, 2017-01-01",
    "2001-06-03T23:59:59-11:00, 2001-06-03",
    "2001, 2001-01-01",
    "2001-06, 2001-06-01",
    "2005-12-31T10:20:30, 2005-12-31",
    "2005-12-31T10:20:30.123456Z, 2005-12-31",
    "2008-12-29, 2009-12-29"
  })
  void a_date_is_written_in_its_own_zone_and_YYYY_is_the_year_of_the_week(
      String date, String name) {
    assertThat(new DateName("YYYY-MM-dd").of(date)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy-MM-dd, 2005-12-31",
    "YYYY.MM, 2005.12",
    "YYYY-'''w'''ww, 2005-w53",
    "YYYY.MM.dd.HH, 2005.12.31.14",
    "yyyy-MM-dd'''T'''HH:mm:ss.SSSZ, 2005-12-31T14:05:09.123+0200",
    "DDD, 365",
    "dd-MMM-yy, 31-Dec-05",
    "EEE, Sat",
    "kk-KK-hh-a, 14-02-02-PM",
    "z, GMT+02:00",
    "G, AD",
    "YY, 05",
    "u, 6",
    "w, 53",
    "S, 123",
    "XXX, +02:00"
  })
  void every_letter_means_what_it_always_did(String pattern, String name) {
    assertThat(new DateName(pattern.replace("'''", "'")).of("2005-12-31T14:05:09.123+02:00"))
        .isEqualTo(name);
  }

  @Test
  void milliseconds_are_a_date_too() {
    assertThat(new DateName("yyyy-MM-dd").of("1507291200000")).isEqualTo("2017-10-06");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not a date",
        "2017-10-06 12:00:00",
        "2005-12-31T10:20Z",
        "2005-12-31T25:20:30Z",
        "2005-02-31",
        "10:20:30",
        "20010603",
        "-0001-01-01",
        ""
      })
  void what_is_no_date_is_refused(String text) {
    assertThatThrownBy(() -> new DateName("yyyy-MM-dd").of(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xxxx-ww", "e", "QQ"})
  void a_letter_that_means_nothing_is_refused(String pattern) {
    assertThatThrownBy(() -> new DateName(pattern)).isInstanceOf(IllegalArgumentException.class);
  }
}
