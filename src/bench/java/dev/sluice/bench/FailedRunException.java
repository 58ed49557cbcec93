package dev.sluice.bench;

/** A run that did not do its work, which is a result too. */
final class FailedRunException extends Exception {

  private static final long serialVersionUID = 1;

  FailedRunException(String why) {
    super(why);
  }
}
