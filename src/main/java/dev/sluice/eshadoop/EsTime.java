package dev.sluice.eshadoop;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses durations as elasticsearch-hadoop does: a number and a unit, milliseconds without a unit.
 */
final class EsTime {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,12})(?:\\.(\\d))?\\s*(ms|s|m|h|d|w)?");

  private EsTime() {}

  /** The duration in milliseconds; empty if the text is not a duration. */
  static Optional<Long> millis(String text) {
    Matcher form = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      return Optional.empty();
    }
    int tenths = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
    long unit = unit(form.group(3) == null ? "ms" : form.group(3));
    return Optional.of(Long.parseLong(form.group(1)) * unit + tenths * unit / 10);
  }

  private static long unit(String name) {
    switch (name) {
      case "ms":
        return 1;
      case "s":
        return TimeUnit.SECONDS.toMillis(1);
      case "m":
        return TimeUnit.MINUTES.toMillis(1);
      case "h":
        return TimeUnit.HOURS.toMillis(1);
      case "d":
        return TimeUnit.DAYS.toMillis(1);
      case "w":
        return TimeUnit.DAYS.toMillis(7);
      default:
        throw new AssertionError(name);
    }
  }

  /**
   * Sets one of our durations; refuses an invalid text.
   *
   * @param least the minimum of our setting, in milliseconds
   * @param most the maximum of our setting, in milliseconds
   */
  static void set(EsDraft draft, EsKey from, String setting, long least, long most) {
    Optional<Long> millis = millis(draft.text(from));
    if (millis.isPresent()) {
      draft.set(from, setting, Math.max(least, Math.min(most, millis.get())) + "ms");
    } else {
      draft.refuse(
          from + " is \"" + draft.text(from) + "\" but must be a duration, such as 30s or 5m");
    }
  }
}
