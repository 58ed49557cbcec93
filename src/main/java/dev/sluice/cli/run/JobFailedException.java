package dev.sluice.cli.run;

import java.io.IOException;

/** A job that ran and failed. */
public final class JobFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  public JobFailedException(String message) {
    super(message);
  }
}
