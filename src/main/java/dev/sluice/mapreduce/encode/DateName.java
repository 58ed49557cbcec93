package dev.sluice.mapreduce.encode;

import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats dates for index names with a {@code SimpleDateFormat} pattern, in the US locale: {@code
 * yyyy} is the year, {@code YYYY} the week-based year. A date is formatted in its own time zone.
 * Not thread-safe.
 */
@SuppressWarnings("JavaUtilDate") // SimpleDateFormat is required: users know its pattern letters.
final class DateName {

  static final String RULE =
      "a date such as 2005, 2005-12, 2005-12-31 or 2005-12-31T10:20:30.000+01:00, or milliseconds"
          + " since 1970";

  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)(?:T(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,9}))?)?)?)?"
              + "(Z|[+-]\\d\\d:\\d\\d)?");

  /** From 1973 on; shorter numbers could be years, or dates without hyphens. */
  private static final Pattern MILLIS = Pattern.compile("\\d{12,15}");

  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private final SimpleDateFormat format;

  /**
   * Creates a formatter.
   *
   * @throws IllegalArgumentException if the pattern is invalid
   */
  DateName(String pattern) {
    format = new SimpleDateFormat(pattern, Locale.US);
  }

  /**
   * Formats a date.
   *
   * @throws IllegalArgumentException if the text is not a date
   */
  String of(String text) {
    GregorianCalendar calendar = parse(text);
    format.setCalendar(calendar);
    return format.format(calendar.getTime());
  }

  private static GregorianCalendar parse(String text) {
    if (MILLIS.matcher(text).matches()) {
      GregorianCalendar calendar = calendar(UTC);
      calendar.setTimeInMillis(Long.parseLong(text));
      return calendar;
    }
    Matcher parts = DATE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a date: " + text);
    }
    GregorianCalendar calendar = calendar(zone(parts.group(8)));
    calendar.set(
        number(parts.group(1), 1),
        number(parts.group(2), 1) - 1,
        number(parts.group(3), 1),
        number(parts.group(4), 0),
        number(parts.group(5), 0),
        number(parts.group(6), 0));
    calendar.set(GregorianCalendar.MILLISECOND, millis(parts.group(7)));
    calendar.setLenient(false);
    // Resolve strictly here, so that 30 February is refused.
    calendar.getTimeInMillis();
    return calendar;
  }

  private static GregorianCalendar calendar(TimeZone zone) {
    GregorianCalendar calendar = new GregorianCalendar(zone, Locale.US);
    calendar.setGregorianChange(new Date(Long.MIN_VALUE));
    calendar.clear();
    return calendar;
  }

  private static TimeZone zone(String text) {
    return text == null || text.equals("Z") ? UTC : TimeZone.getTimeZone("GMT" + text);
  }

  private static int number(String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private static int millis(String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00").substring(0, 3));
  }
}
