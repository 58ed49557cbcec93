package dev.sluice.client.http;

import java.io.IOException;

/** A reply that is larger than was to be taken; what is left of it is never read. */
public final class ReplyTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  ReplyTooLargeException(int most) {
    super("the reply is larger than " + most + " bytes");
  }
}
