package dev.sluice.client.search;

import java.io.IOException;
import java.time.Duration;

/**
 * A search over a point in time that brought nothing, and what to make of it. The message says what
 * was tried, where, what came back, and what to change.
 */
public final class SearchException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What to make of it. */
  public enum Kind {
    /** The same request may well succeed later, or at another node. */
    AGAIN,
    /** As {@link #AGAIN}; the server has too little capacity, so that a smaller page may help. */
    BUSY,
    /** The reply is larger than was to be taken. */
    TOO_LARGE,
    /** The server has the point in time no longer. */
    LOST,
    /** Nobody's repetition helps. */
    HOPELESS
  }

  private final Kind kind;
  private final Duration retryAfter;

  private SearchException(Kind kind, Duration retryAfter, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  /** A failure. */
  public static SearchException of(Kind kind, String message) {
    return new SearchException(kind, Duration.ZERO, message, null);
  }

  /** The same failure with its cause. */
  SearchException because(Throwable cause) {
    return new SearchException(kind, retryAfter, getMessage(), cause);
  }

  /** The same failure with what the server says of how long to wait. */
  public SearchException retryAfter(Duration wait) {
    return new SearchException(kind, wait, getMessage(), getCause());
  }

  /** What to make of it. */
  public Kind kind() {
    return kind;
  }

  /** How long the server says to wait at least; zero where it says nothing. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
