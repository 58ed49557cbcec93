package dev.sluice.client.http;

import java.io.IOException;

/** A request failed without a complete reply; says how far it got. */
public final class CallException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What is known about the server's side. */
  public enum Outcome {
    /** Nothing of the body can have reached the server. */
    NOT_SENT,
    /** The server may have processed the request. */
    UNKNOWN,
    /** Nothing was sent, and a retry cannot succeed without a change of the configuration. */
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
