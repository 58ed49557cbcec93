package dev.sluice.client.http;

import java.io.IOException;

/** A request that got no whole answer, and how far it had come. */
public final class CallException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What is known of the server's side. */
  public enum Outcome {
    /** Nothing of the body can have reached the server. */
    NOT_SENT,
    /** The server may have acted on it. */
    UNKNOWN,
    /** Nothing was sent, and nothing will be until somebody changes something. */
    HOPELESS
  }

  private final Outcome outcome;

  CallException(Outcome outcome, String message, Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
  }

  public Outcome outcome() {
    return outcome;
  }
}
