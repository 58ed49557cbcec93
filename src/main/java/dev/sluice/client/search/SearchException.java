package dev.sluice.client.search;

import java.io.IOException;
import java.time.Duration;

/**
 * A search over a point in time failed. The message says what was tried, on which node, what came
 * back, and what to change; the kind says how to continue.
 */
public final class SearchException extends IOException {

  private static final long serialVersionUID = 1L;

  /** How to continue. */
  public enum Kind {
    /** The same request may succeed later or on another node. */
    AGAIN,
    /** Like {@link #AGAIN}; the server lacks capacity, so a smaller page may help. */
    BUSY,
    /** The reply is larger than the limit. */
    TOO_LARGE,
    /** The point in time no longer exists. */
    LOST,
    /** A retry cannot succeed. */
    HOPELESS
  }

  private final Kind kind;
  private final Duration retryAfter;

  private SearchException(Kind kind, Duration retryAfter, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  /** Creates a failure. */
  public static SearchException of(Kind kind, String message) {
    return new SearchException(kind, Duration.ZERO, message, null);
  }

  /** The same failure with its cause. */
  SearchException because(Throwable cause) {
    return new SearchException(kind, retryAfter, getMessage(), cause);
  }

  /** The same failure with the server's Retry-After. */
  public SearchException retryAfter(Duration wait) {
    return new SearchException(kind, wait, getMessage(), getCause());
  }

  /** How to continue. */
  public Kind kind() {
    return kind;
  }

  /** The server's minimum wait; zero if it sent none. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
