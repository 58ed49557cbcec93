package dev.sluice.client.http;

import dev.sluice.flow.Ticker;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Parses the Retry-After header: seconds, or a date. */
public final class RetryAfter {

  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /** How long to wait; zero if the header is absent, in the past or invalid. */
  public static Duration of(HttpResponse answer, Ticker ticker) {
    return answer
        .header("Retry-After")
        .map(text -> parse(text.trim(), ticker.wallMillis()))
        .orElse(Duration.ZERO);
  }

  public static Duration parse(String text, long wallMillis) {
    Duration wait = Duration.ZERO;
    if (text.matches("\\d{1,9}")) {
      wait = Duration.ofSeconds(Long.parseLong(text));
    } else {
      try {
        Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        wait = Duration.between(Instant.ofEpochMilli(wallMillis), then);
      } catch (DateTimeException e) {
        return Duration.ZERO;
      }
    }
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
