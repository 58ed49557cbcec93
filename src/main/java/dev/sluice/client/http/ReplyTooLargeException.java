package dev.sluice.client.http;

import java.io.IOException;

/** A reply is larger than the limit; the rest is not read. */
public final class ReplyTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  ReplyTooLargeException(int most) {
    super("the reply is larger than " + most + " bytes");
  }
}
