package dev.sluice.cli.rehearse;

import dev.sluice.config.ConfigException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much a rehearsal loads: a share of the input, or for how long. Immutable. */
public final class Extent {

  /** The text for an option without a value. */
  public static final String DEFAULT = "1%";

  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?)%");
  private static final Pattern TIME = Pattern.compile("(\\d{1,4})(s|m)");
  private static final Duration USUAL = Duration.ofSeconds(80);
  private static final Duration LEAST = Duration.ofSeconds(5);
  private static final Duration MOST = Duration.ofMinutes(30);

  final double share;
  final Duration time;

  private Extent(double share, Duration time) {
    this.share = share;
    this.time = time;
  }

  /**
   * Parses the value of the option.
   *
   * @throws ConfigException for any other text
   */
  public static Extent parse(String text) {
    Matcher share = SHARE.matcher(text);
    Matcher time = TIME.matcher(text);
    if (share.matches()) {
      double percent = Double.parseDouble(share.group(1));
      if (percent > 0 && percent <= 100) {
        return new Extent(percent / 100, USUAL);
      }
    } else if (time.matches()) {
      long number = Long.parseLong(time.group(1));
      Duration given =
          time.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
      if (given.compareTo(LEAST) >= 0 && given.compareTo(MOST) <= 0) {
        return new Extent(1, given);
      }
    }
    throw new ConfigException(
        "--rehearse is \""
            + text
            + "\" but must be a share of the input, such as 1%, or a time from 5s to 30m");
  }

  /** The time of the first trial, which shows what others to run. */
  Duration firstTime() {
    return time.dividedBy(10);
  }

  /** The time of each of the other trials. */
  Duration otherTime() {
    return time.dividedBy(5);
  }

  /** The time of the last trial, with the settings of the load; the longest. */
  Duration mainTime() {
    return time.dividedBy(2);
  }
}
