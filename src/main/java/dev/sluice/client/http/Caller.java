package dev.sluice.client.http;

import java.util.Objects;
import java.util.Optional;

/**
 * Who sends the requests of a connection: the values of the headers {@code User-Agent} and {@code
 * X-Opaque-Id}. Elasticsearch shows the latter in its tasks API, its slow logs and its deprecation
 * log. Immutable.
 */
public final class Caller {

  /** A caller without an {@code X-Opaque-Id}. */
  public static final Caller ANYBODY = new Caller("sluice", Optional.empty());

  private static final int MOST_CHARS = 1000;

  private final String userAgent;
  private final Optional<String> opaqueId;

  private Caller(String userAgent, Optional<String> opaqueId) {
    this.userAgent = userAgent;
    this.opaqueId = opaqueId;
  }

  /**
   * A caller. Characters other than printable ASCII become question marks, and text beyond 1,000
   * characters is cut off.
   *
   * @param userAgent products with their versions, such as {@code sluice/1.0 hadoop/3.3.5}
   * @param opaqueId the job and the task attempt, for people who look at the server
   */
  public static Caller named(String userAgent, String opaqueId) {
    return new Caller(harmless(userAgent), Optional.of(harmless(opaqueId)));
  }

  private static String harmless(String text) {
    Objects.requireNonNull(text, "text");
    String start = text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text;
    return start.replaceAll("[^\\x20-\\x7e]", "?").trim();
  }

  String userAgent() {
    return userAgent;
  }

  Optional<String> opaqueId() {
    return opaqueId;
  }
}
