package dev.sluice.cli;

import java.io.IOException;

/** A job that ran and failed. */
final class JobFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  JobFailedException(String message) {
    super(message);
  }
}
