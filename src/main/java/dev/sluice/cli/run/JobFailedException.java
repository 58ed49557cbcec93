package dev.sluice.cli.run;

import java.io.IOException;

/** Thrown if a job ran and failed. */
public final class JobFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  public JobFailedException(String message) {
    super(message);
  }
}
