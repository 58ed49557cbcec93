package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The contexts of searches that a server holds: points in time, and what runs. */
public final class OpenContexts {

  private static final Pattern OPEN = Pattern.compile("\"open_contexts\":(\\d+)");

  private OpenContexts() {}

  /** How many there are, on all nodes. */
  public static long count(Rest rest) {
    Matcher open =
        OPEN.matcher(rest.get("/_nodes/stats/indices/search?filter_path=**.search.open_contexts"));
    long sum = 0;
    while (open.find()) {
      sum += Long.parseLong(open.group(1));
    }
    return sum;
  }

  /** Asserts that there are none. */
  public static void none(Rest rest) {
    assertThat(count(rest)).as("open contexts").isZero();
  }
}
