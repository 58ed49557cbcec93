package dev.sluice.cli.run;

import java.time.Duration;
import java.util.Locale;

/** Numbers for people, the same in every locale. */
public final class HumanNumbers {

  private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB"};

  private HumanNumbers() {}

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String percent(double share) {
    return Math.round(share * 100) + "%";
  }

  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " " + UNITS[0]
        : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  static String time(Duration time) {
    long seconds = (time.toMillis() + 500) / 1000;
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m " + seconds % 60 + "s";
    }
    return seconds / 3600 + "h " + seconds % 3600 / 60 + "m";
  }
}
