package dev.sluice.hbase.scan;

import dev.sluice.config.ConfigException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time since which changes are loaded: a point in time, a duration before now, or the end of
 * the last load. Immutable.
 */
public final class SinceTime {

  static final String FORMS =
      "must be last, a duration before now with its unit such as 2h, a date or time with its zone"
          + " such as 2026-11-26Z or 2026-11-26T22:00:00Z, or milliseconds since 1970 such as"
          + " 1795730400000";

  private static final String LAST_WORD = "last";

  /** A smaller number is a mistake: a duration without a unit, or seconds. */
  private static final Pattern MILLIS = Pattern.compile("\\d{12,15}");

  private static final Pattern AGO = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final SinceTime LAST = new SinceTime(LAST_WORD, 0, 0);

  private final String text;
  private final long millis;
  private final long agoMillis;

  private SinceTime(String text, long millis, long agoMillis) {
    this.text = text;
    this.millis = millis;
    this.agoMillis = agoMillis;
  }

  static Optional<SinceTime> parseOptional(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(parse(text));
  }

  static SinceTime parse(String text) {
    if (text.equalsIgnoreCase(LAST_WORD)) {
      return LAST;
    }
    if (MILLIS.matcher(text).matches()) {
      return new SinceTime(text, Long.parseLong(text), 0);
    }
    Matcher ago = AGO.matcher(text.toLowerCase(Locale.ROOT));
    if (ago.matches()) {
      return new SinceTime(text, 0, Long.parseLong(ago.group(1)) * millisOf(ago.group(2)));
    }
    return new SinceTime(text, instant(text).toEpochMilli(), 0);
  }

  private static long millisOf(String unit) {
    switch (unit) {
      case "ms":
        return 1;
      case "s":
        return 1_000;
      case "m":
        return 60_000;
      case "h":
        return 3_600_000;
      case "d":
        return 86_400_000;
      default:
        throw new AssertionError(unit);
    }
  }

  private static Instant instant(String text) {
    try {
      if (text.indexOf('T') >= 0) {
        return Instant.from(DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(text));
      }
      TemporalAccessor day = DateTimeFormatter.ISO_OFFSET_DATE.parse(text);
      return LocalDate.from(day).atStartOfDay(ZoneOffset.from(day)).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("not a time: " + text, e);
    }
  }

  /** Whether it is the end of the last load. */
  public boolean isLast() {
    return this == LAST;
  }

  /** The time in milliseconds since 1970, unless it depends on when the job is submitted. */
  public OptionalLong fixed() {
    return isLast() || agoMillis > 0 ? OptionalLong.empty() : OptionalLong.of(millis);
  }

  /**
   * The time in milliseconds since 1970; not for the end of the last load.
   *
   * @param nowMillis the time of the region servers
   * @throws ConfigException if it is in the future, or before 1970
   */
  public long at(long nowMillis) {
    long time = agoMillis > 0 ? nowMillis - agoMillis : millis;
    if (time > nowMillis) {
      throw new ConfigException(
          HBaseSettings.SINCE
              + " is \""
              + text
              + "\", which is in the future: the region servers' time is "
              + Instant.ofEpochMilli(nowMillis));
    }
    if (time < 0) {
      throw new ConfigException(
          HBaseSettings.SINCE
              + " is \""
              + text
              + "\", which is before 1970. To load all rows, leave it out");
    }
    return time;
  }

  /** The text that was parsed. */
  @Override
  public String toString() {
    return text;
  }
}
