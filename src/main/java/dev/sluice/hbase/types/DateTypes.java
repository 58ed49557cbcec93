package dev.sluice.hbase.types;

import dev.sluice.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Converts dates to ISO-8601 in UTC, which an Elasticsearch {@code date} field accepts by default.
 * A date without a time stays a date.
 */
final class DateTypes {

  private static final long SECONDS_OF_YEAR_0 = -62_167_219_200L;
  private static final long SECONDS_OF_YEAR_10000 = 253_402_300_800L;

  private DateTypes() {}

  /** Reads a count since 1970 from bytes. */
  @FunctionalInterface
  interface Count {
    long of(byte[] bytes, int offset, int length);
  }

  static ColumnType millis(Count count) {
    return (bytes, offset, length, json) -> {
      long millis = count.of(bytes, offset, length);
      checkYear(millis, Math.floorDiv(millis, 1000L), "milliseconds");
      json.value(Instant.ofEpochMilli(millis).toString());
    };
  }

  static ColumnType seconds(Count count) {
    return (bytes, offset, length, json) -> {
      long seconds = count.of(bytes, offset, length);
      checkYear(seconds, seconds, "seconds");
      json.value(Instant.ofEpochSecond(seconds).toString());
    };
  }

  private static void checkYear(long count, long seconds, String unit) {
    if (seconds < SECONDS_OF_YEAR_0 || seconds >= SECONDS_OF_YEAR_10000) {
      throw new IllegalArgumentException(
          "found "
              + count
              + ", which in "
              + unit
              + " since 1970 is outside the years 0 to 9999; check the unit of the column");
    }
  }

  /**
   * Parses dates with a pattern of {@link DateTimeFormatter}, with English names; in UTC if the
   * pattern has no zone.
   *
   * @throws IllegalArgumentException if the pattern is invalid
   */
  static ColumnType pattern(String pattern) {
    DateTimeFormatter form =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern)
            // Strict parsing of "yyyy", the year of an era, would require the era.
            .parseDefaulting(ChronoField.ERA, 1)
            .toFormatter(Locale.US)
            .withResolverStyle(ResolverStyle.STRICT);
    return (bytes, offset, length, json) -> {
      String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
      try {
        write(
            form.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from), json);
      } catch (DateTimeException e) {
        throw unlike(pattern, bytes, offset, length, e);
      }
    };
  }

  private static IllegalArgumentException unlike(
      String pattern, byte[] bytes, int offset, int length, DateTimeException cause) {
    IllegalArgumentException unlike =
        ValueError.insteadOf(bytes, offset, length, "the date pattern is " + pattern);
    unlike.initCause(cause);
    return unlike;
  }

  private static void write(TemporalAccessor date, JsonWriter json) {
    if (date instanceof LocalDate) {
      checkYear(((LocalDate) date).getYear());
      json.value(date.toString());
      return;
    }
    ZonedDateTime moment =
        date instanceof ZonedDateTime
            ? (ZonedDateTime) date
            : ((LocalDateTime) date).atZone(ZoneOffset.UTC);
    Instant instant = moment.toInstant();
    checkYear(instant.atZone(ZoneOffset.UTC).getYear());
    json.value(instant.toString());
  }

  private static void checkYear(int year) {
    if (year < 0 || year > 9999) {
      throw new DateTimeException("the year " + year);
    }
  }
}
