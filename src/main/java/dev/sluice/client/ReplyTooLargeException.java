package dev.sluice.client;

import java.io.IOException;

/** A reply that is larger than was to be taken; what is left of it is never read. */
final class ReplyTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  ReplyTooLargeException(int most) {
    super("the reply is larger than " + most + " bytes");
  }
}
